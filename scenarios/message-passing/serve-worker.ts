import type { Batch, Collector } from '../../harness/contract.ts';
import type { AsyncQueue } from '../async-queue.ts';
import { textBytes } from '../text-bytes.ts';
import type { Child } from './channel.ts';
import type { FromWorker, ToWorker } from './messages.ts';

/** Gives a worker the batches it asks for, and takes its results. */
export async function serveWorker(
  child: Child<ToWorker, FromWorker>,
  workQueue: AsyncQueue<Batch>,
  collector: Collector,
): Promise<void> {
  async function handOut(): Promise<void> {
    const batch = (await workQueue.take()) ?? null;
    child.send({ type: 'batch', batch });
    collector.crossed(2, textBytes(batch?.names ?? []));
  }

  for await (const message of child.messages) {
    if (message.type === 'take') {
      // Not awaited: results that follow must not wait for the next batch.
      void handOut();
    } else if (message.type === 'result') {
      collector.collect(message.result);
      collector.crossed(1, textBytes(message.result.lines));
    } else {
      collector.worker(message.worker);
      collector.loop(message.loop);
      collector.crossed(1, 0);
    }
  }
  await child.ended();
}
