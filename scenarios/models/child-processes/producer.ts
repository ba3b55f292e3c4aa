import type { Pass, Workload } from '../../../harness/contract.ts';
import { batches, listNames } from '../../items.ts';
import { processReport } from '../../loop-report.ts';
import type { FromProducer, ProducerStart, ToProducer } from './messages.ts';
import { childStart, parentChannel } from './parent-channel.ts';

// The producer in a process of its own: it fetches the list and sends one batch at a time,
// the next only when the parent says that the work queue took the last.
const { workloadUrl, settings, pass } = childStart() as ProducerStart;
const { default: workload } = (await import(workloadUrl)) as { default: Workload };
const parent = parentChannel<FromProducer, ToProducer>();
let reply: ToProducer = { type: 'pass', pass };

/** A pass is asked for when the last batch of the one before has been answered with it. */
async function* passes(): AsyncGenerator<Pass> {
  while (reply.type === 'pass' && reply.pass !== null) yield Promise.resolve(reply.pass);
}

const names = await listNames(workload, settings);
for await (const batch of batches(names, { passes: passes(), settings })) {
  const replied = parent.receive();
  await parent.send({ type: 'batch', batch });
  reply = await replied;
}
await parent.send({ type: 'end', loop: processReport('producer', 0) });
process.disconnect?.();
