import { Bench } from 'tinybench';

import { programInput, reportFigures } from '../shared/program.ts';
import { RAISE } from './count.ts';
import { createMemory, DATA } from './memory.ts';
import type { AloneSpec, Protection } from './spec.ts';

/** So many at once, since a clock cannot time one. */
const UPDATES_AT_ONCE = 1000;

const { timeMs } = programInput<AloneSpec>();
const words = new Int32Array(createMemory());
const bench = new Bench({ time: timeMs, warmupTime: timeMs / 4, throws: true });
for (const protection of ['plain', 'atomics', 'lock'] satisfies Protection[]) {
  bench.add(protection, () => {
    RAISE[protection](words, DATA, UPDATES_AT_ONCE);
  });
}
await bench.run();
reportFigures(Object.fromEntries(bench.tasks.map((task) => [`${task.name}Ms`, medianMs(task)])));

function medianMs({ name, result }: Bench['tasks'][number]): number {
  if (result.state !== 'completed') throw new Error(`${name}: ${result.state}`);
  return result.latency.p50 / UPDATES_AT_ONCE;
}
