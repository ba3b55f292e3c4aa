import type { InvalidTrial, RunFile } from '../../results/format.ts';
import {
  completedTrial,
  DIGEST,
  ENVIRONMENT,
  invalidTrial,
  runOf,
  scenario,
  SETTINGS,
} from './run.ts';

const MB = 1e6;
/** Peak PSS per model; of a workload that shares 100 MB. */
const MEMORY: Readonly<Record<string, number>> = {
  'bare-work': 160 * MB,
  'single-threaded': 165 * MB,
  'worker-threads': 260 * MB,
  'child-processes': 590 * MB,
  pool: 270 * MB,
};
const TIMES: Readonly<Record<string, readonly [startMs: number, workMs: number]>> = {
  'bare-work': [60, 2000],
  'single-threaded': [65, 2000],
  'worker-threads': [240, 1000],
  'child-processes': [410, 1050],
  pool: [230, 1000],
};

/** A run of a user's workload under the three models and one of the user's, which fails an item. */
export function ownRun(): RunFile {
  const scenarios = [
    scenario('bare-work', 'floor'),
    ...['single-threaded', 'worker-threads', 'child-processes'].map((model) => scenario(model)),
    { ...scenario('pool'), analogue: null, modelFile: 'bench/pool.ts' },
  ].map((one) => ({
    ...one,
    ...{ workload: 'thumbnails', file: 'bench/thumbnails.ts', mock: null },
    workloadSummary: 'Makes a thumbnail.',
    ...{ sharedBytes: 100 * MB, settings: { ...SETTINGS, params: { size: 1024, sharp: true } } },
    expected: { items: 1000, digest: DIGEST, http: null, itemMs: { median: 2, max: 5 } },
  }));
  const trials = [-1, 0, 1, 2, 3, 4, 5, 6].flatMap((round) =>
    scenarios.map(({ id }) =>
      id === 'pool' && round === 3 ? failedItem(id, round) : ownTrial(id, round),
    ),
  );
  const run = runOf(scenarios, trials);
  const words = ['bench/thumbnails.ts', '--param', "title=it's"];
  return {
    ...run,
    schedule: { ...run.schedule, arguments: words },
    environments: [{ ...ENVIRONMENT, packages: { undici: '8.12.4', piscina: '5.3.2' } }],
  };
}

/** One function per item makes no requests. */
function ownTrial(id: string, round: number) {
  const [startMs, workMs] = TIMES[id] ?? [60, 1000];
  const work = workMs * (1 + ((round * 3) % 7) / 50);
  const trial = completedTrial(id, round, {
    ...{ wallMs: startMs + work, workersReadyMs: startMs - 20, teardownMs: 20 },
    ...{ cpuMs: 2200, peakPssBytes: MEMORY[id] ?? null, requests: null, responseBytes: null },
  });
  return { ...trial, served: null };
}

function failedItem(id: string, round: number): InvalidTrial {
  const stack = 'TypeError: no `width` | <script>\n    at run (bench/thumbnails.ts:12:9)';
  return {
    ...invalidTrial(id, round, '1 items failed (1 other): cat.png: no `width` | <script>'),
    failuresByKind: { other: 1 },
    examples: [{ item: 'cat.png', kind: 'other', message: 'no `width` | <script>', stack }],
  };
}
