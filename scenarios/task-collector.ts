import type { Batch, Collector } from '../harness/contract.ts';
import type { TaskEnd } from './task-worker.ts';
import { textBytes } from './text-bytes.ts';

/** Takes the ends of tasks for a collector. */
export interface TaskCollector {
  /** The task of a batch has come back. */
  add(batch: Batch, end: TaskEnd): void;
  /** All tasks have come back: each worker's last report is its closing one. */
  end(): void;
}

/** Numbers the workers as they are first heard of. */
export function collectTasks(collector: Collector): TaskCollector {
  const lastByWorker = new Map<string, TaskEnd>();
  return {
    add(batch, end) {
      const { result, worker, loop } = end;
      collector.collect(result);
      collector.crossed(2, textBytes(batch.names) + textBytes(result.lines));
      const key = `${loop.pid}/${worker.id}`;
      const last = lastByWorker.get(key);
      if (last === undefined || last.worker.items < worker.items) lastByWorker.set(key, end);
    },
    end() {
      for (const [id, { worker, loop }] of [...lastByWorker.values()].entries()) {
        collector.worker({ ...worker, id });
        collector.loop({ ...loop, id });
      }
    },
  };
}
