import type { Workload } from '../../../harness/contract.ts';
import { batchAt } from '../../batches.ts';
import { processReport } from '../../loop-report.ts';
import type { FromProducer, ProducerStart, ToProducer } from './messages.ts';
import { childStart, parentChannel } from './parent-channel.ts';

// The producer in a process of its own: it fetches the list and sends one batch at a time,
// the next only when the parent says that the work queue took the last.
const { workloadUrl, settings, range: firstRange } = childStart() as ProducerStart;
const { default: workload } = (await import(workloadUrl)) as { default: Workload };
const parent = parentChannel<FromProducer, ToProducer>();

const names = await workload.list(settings);
for (let range = firstRange; range !== null;) {
  const next = parent.receive();
  const batch = batchAt(range, names.length, (index) => names[index] ?? '');
  await parent.send({ type: 'batch', batch });
  ({ range } = await next);
}
await parent.send({ type: 'end', loop: processReport('producer', 0) });
process.disconnect?.();
