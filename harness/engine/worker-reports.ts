import type { WorkerReport } from '../contract.ts';
import type { EndLine } from '../trial/protocol.ts';

/** What the closing reports of workers lack, or have too much, where `asked` items were to be done. */
export function workerReportFaults(end: EndLine, asked: number): readonly string[] {
  const { workers } = end;
  if (workers.length === 0) return ['no worker report: collector.worker() was never called'];
  const faults: string[] = [];
  const items = workers.reduce((sum, worker) => sum + worker.items, 0);
  if (items !== asked) {
    faults.push(
      `worker reports add up to ${items} items, not ${asked}: collector.worker() must get one report per worker, with all items that it did`,
    );
  }
  if (new Set(workers.map(({ id }) => id)).size < workers.length) {
    faults.push('collector.worker() got two reports with the same id');
  }
  const odd = workers.find((worker) => !isWithin(worker, end));
  if (odd !== undefined) {
    faults.push(
      `the times of worker ${odd.id} are not within the trial: collector.worker() needs readyAtMs and endedAtMs from monotonicMs()`,
    );
  }
  return faults;
}

function isWithin({ readyAtMs, endedAtMs }: WorkerReport, { bootedAtMs, doneAtMs }: EndLine) {
  return bootedAtMs <= readyAtMs && readyAtMs <= endedAtMs && endedAtMs <= doneAtMs;
}
