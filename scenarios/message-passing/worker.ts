import type { LoopReport, Workload } from '../../harness/contract.ts';
import { openWorkload } from '../item.ts';
import { runWorker } from '../worker.ts';
import type { Parent } from './channel.ts';
import type { FromWorker, ToWorker, WorkerStart } from './messages.ts';

/** A worker in a process or thread: it asks for a batch, and sends the batch's results back. */
export async function runMessageWorker(
  { id, workloadUrl, settings, shared }: WorkerStart,
  parent: Parent<FromWorker, ToWorker>,
  closingReport: (role: 'worker', id: number) => LoopReport,
): Promise<void> {
  const { default: workload } = (await import(workloadUrl)) as { default: Workload };
  const worker = await runWorker({
    id,
    settings,
    work: await openWorkload(workload, settings, shared),
    async take() {
      const reply = parent.receive();
      await parent.send({ type: 'take' });
      return (await reply).batch ?? undefined;
    },
    deliver: (result) => parent.send({ type: 'result', result }),
  });
  await parent.send({ type: 'end', worker, loop: closingReport('worker', id) });
}
