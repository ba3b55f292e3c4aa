import type { Workload } from '../../../harness/contract.ts';
import { processReport } from '../../loop-report.ts';
import { runWorker } from '../../worker.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { childStart, parentChannel } from './parent-channel.ts';

// A worker in a process of its own: it asks for a batch, and sends the batch's results back.
const { id, workloadUrl, settings } = childStart();
const { default: workload } = (await import(workloadUrl)) as { default: Workload };
const parent = parentChannel<FromWorker, ToWorker>();

const worker = await runWorker({
  id,
  workload,
  settings,
  async take() {
    const reply = parent.receive();
    await parent.send({ type: 'take' });
    return (await reply).batch ?? undefined;
  },
  deliver: (result) => parent.send({ type: 'result', result }),
});
await parent.send({ type: 'end', worker, loop: processReport('worker', id) });
process.disconnect?.();
