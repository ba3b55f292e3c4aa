import { Worker } from 'node:worker_threads';

import { monotonicMs } from '../clock.ts';
import { programUrl } from '../../scenarios/program-url.ts';

/** What the watching thread is given. */
export interface Watched {
  /** See CLOCK. */
  readonly memory: SharedArrayBuffer;
  readonly names: readonly string[];
  readonly limitMs: number;
}

/** Notes which item each lane is at, so that one that never ends can be named. */
export interface ItemClock extends AsyncDisposable {
  started(lane: number, item: number): void;
  ended(lane: number): void;
}

/**
 * Doubles in shared memory: when the event loop last turned, then of each lane when its item was
 * started, 0 for none, and the index of the item.
 */
export const CLOCK = { turnedAt: 0, lanes: 1, perLane: 2 } as const;

/** How often the event loop says that it turns. */
export const TURN_MS = 50;

/** A thread watches, since an item may block the event loop for ever. */
export function itemClock(lanes: number, names: readonly string[], limitMs: number): ItemClock {
  const memory = new SharedArrayBuffer(8 * (CLOCK.lanes + CLOCK.perLane * lanes));
  const moments = new Float64Array(memory);
  const turn = () => {
    moments[CLOCK.turnedAt] = monotonicMs();
  };
  turn();
  const turning = setInterval(turn, TURN_MS);
  const watch = new Worker(programUrl(import.meta, './item-watch'), {
    workerData: { memory, names, limitMs } satisfies Watched,
  });
  return {
    started(lane, item) {
      moments[CLOCK.lanes + CLOCK.perLane * lane + 1] = item;
      moments[CLOCK.lanes + CLOCK.perLane * lane] = monotonicMs();
    },
    ended(lane) {
      moments[CLOCK.lanes + CLOCK.perLane * lane] = 0;
    },
    async [Symbol.asyncDispose]() {
      clearInterval(turning);
      await watch.terminate();
    },
  };
}
