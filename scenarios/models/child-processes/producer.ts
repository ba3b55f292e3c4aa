import type { Workload } from '../../../harness/contract.ts';
import { batches } from '../../batches.ts';
import { processReport } from '../../loop-report.ts';
import type { FromProducer, ToProducer } from './messages.ts';
import { childStart, parentChannel } from './parent-channel.ts';

// The producer in a process of its own: it fetches the list and sends one batch at a time,
// the next only when the parent says that the work queue took the last.
const { workloadUrl, settings } = childStart();
const { default: workload } = (await import(workloadUrl)) as { default: Workload };
const parent = parentChannel<FromProducer, ToProducer>();

const names = await workload.list(settings);
for (const batch of batches(names, settings)) {
  const accepted = parent.receive();
  await parent.send({ type: 'batch', batch });
  await accepted;
}
await parent.send({ type: 'end', loop: processReport('producer', 0) });
process.disconnect?.();
