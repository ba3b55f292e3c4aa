import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

import { programInput, reportFigures } from '../shared/program.ts';
import { programUrl } from '../../program-url.ts';
import { counted } from './count.ts';
import { createMemory } from './memory.ts';
import type { CountSpec, RaceSpec, RacerEnd, RacerTask } from './spec.ts';

// Two threads that start at the same moment work on the same memory.
const spec = programInput<RaceSpec>();
const memory = createMemory();
const ends = await Promise.all([0, 1].map(runRacer));
reportFigures(
  spec.kind === 'count'
    ? countFigures(spec)
    : { reads: spec.reads, torn: sum(ends.map(({ torn }) => torn)) },
);

async function runRacer(side: number): Promise<RacerEnd> {
  const racer = new Worker(programUrl(import.meta, './racer'), {
    workerData: { spec, side, memory } satisfies RacerTask,
  });
  const [end] = (await once(racer, 'message')) as [RacerEnd];
  return end;
}

function countFigures(count: CountSpec) {
  const updates = ends.length * count.updates;
  const lost = updates - counted(memory, count);
  const start = Math.min(...ends.map(({ startedAtMs }) => startedAtMs));
  const end = Math.max(...ends.map(({ endedAtMs }) => endedAtMs));
  return {
    updates,
    lost,
    lostShare: lost / updates,
    msPerUpdate: (end - start) / updates,
    cpuMsPerUpdate: sum(ends.map(({ cpuMs }) => cpuMs)) / updates,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
