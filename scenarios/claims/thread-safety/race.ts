import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

import { programInput, reportFigures } from '../../claim-program.ts';
import { monotonicMs } from '../../clock.ts';
import { programUrl } from '../../program-url.ts';
import { counted } from './count.ts';
import { createMemory, GATE } from './memory.ts';
import type { CountOrder, RaceOrder, RacerEnd, RacerTask } from './order.ts';

// Two threads, let go at the same moment, work on the same memory.
const order = programInput<RaceOrder>();
const memory = createMemory();
const racers = [0, 1].map(
  (side) =>
    new Worker(programUrl(import.meta, './racer'), {
      workerData: { order, side, memory } satisfies RacerTask,
    }),
);
await Promise.all(racers.map((racer) => once(racer, 'message')));

const ends = Promise.all(racers.map((racer) => once(racer, 'message') as Promise<[RacerEnd]>));
const [start, cpuStart] = [monotonicMs(), process.cpuUsage()];
Atomics.store(new Int32Array(memory), GATE, 1);
Atomics.notify(new Int32Array(memory), GATE);
const torn = (await ends).reduce((sum, [end]) => sum + end.torn, 0);
const raceMs = monotonicMs() - start;
const { user, system } = process.cpuUsage(cpuStart);

reportFigures(
  order.kind === 'count'
    ? countFigures(order, (user + system) / 1000)
    : { reads: order.reads, torn },
);

function countFigures(count: CountOrder, cpuMs: number) {
  const updates = racers.length * count.updates;
  const lost = updates - counted(memory, count);
  return {
    updates,
    lost,
    lostShare: lost / updates,
    msPerUpdate: raceMs / updates,
    cpuMsPerUpdate: cpuMs / updates,
  };
}
