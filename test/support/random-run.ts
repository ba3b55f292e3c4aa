import fc from 'fast-check';

import type { RunFile, TrialRecord } from '../../results/format.ts';
import { launchOf } from './live-run.ts';
import { completedTrial, failedTrial, invalidTrial, onRuntime, runOf, scenario } from './run.ts';

const MODELS = ['single-threaded', 'worker-threads', 'child-processes', 'fourth'] as const;

const HOME = 'node 26.10.0';

/** Of a model as multiples of the same figure of any other; models that are alike are frequent. */
const factor = fc.oneof(fc.constant(1), fc.constantFrom(0.5, 0.97, 1.004, 1.2, 30));

const costs = fc.record({ time: factor, cpu: factor, memory: factor, item: factor });

/** How a trial of a round ended, and by how much its figures are off. */
const trial = fc.record({
  end: fc.oneof(
    { weight: 60, arbitrary: fc.constant('completed' as const) },
    fc.constantFrom('failed' as const, 'invalid' as const),
  ),
  noise: fc.double({ min: -1, max: 1, noNaN: true }),
});

/** Runs of every kind: few rounds and many, quiet and noisy, interrupted, without PSS, of one model or a floor alone, of several runtimes. */
export const randomRuns: fc.Arbitrary<RunFile> = fc
  .record({
    models: fc.subarray([...MODELS]),
    hasFloor: fc.boolean(),
    others: fc.constantFrom([], [], ['bun 1.4.5'], ['node 22.19.0', 'bun 1.4.5']),
    isOwn: fc.boolean(),
    hasPss: fc.boolean(),
    noise: fc.constantFrom(0, 0.02, 0.4),
    rounds: fc.integer({ min: 0, max: 12 }),
    launches: fc.constantFrom(0, 0, 3, 9),
    lost: fc.constantFrom(0, 0, 0, 1, 9, 99),
  })
  .filter(({ models, hasFloor }) => models.length > 0 || hasFloor)
  .chain((parts) => {
    const models = [...(parts.hasFloor ? ['bare-work'] : []), ...parts.models];
    const ids = [null, ...parts.others].flatMap((runtime) =>
      models.map((model) => (runtime === null ? model : `${model} on ${runtime}`)),
    );
    const trials = fc.array(trial, {
      minLength: ids.length * parts.rounds,
      maxLength: ids.length * parts.rounds,
    });
    const each = fc.array(costs, { minLength: ids.length, maxLength: ids.length });
    return fc.tuple(each, trials).map(([all, ends]) => made(parts, ids, all, ends));
  });

type Costs = typeof costs extends fc.Arbitrary<infer Value> ? Value : never;
type Trial = typeof trial extends fc.Arbitrary<infer Value> ? Value : never;
interface Parts {
  readonly isOwn: boolean;
  readonly others: readonly string[];
  readonly hasPss: boolean;
  readonly noise: number;
  readonly rounds: number;
  readonly launches: number;
  readonly lost: number;
}

function made(
  { isOwn, others, hasPss, noise, rounds, launches, lost }: Parts,
  ids: readonly string[],
  all: readonly Costs[],
  ends: readonly Trial[],
): RunFile {
  const scenarios = ids.map((id) => {
    const [model = '', runtime] = id.split(' on ');
    const here = scenario(model, model === 'bare-work' ? 'floor' : 'model');
    const one = runtime === undefined ? here : onRuntime(here, runtime);
    const own = { workload: 'thumbnails', file: 'bench/thumbnails.ts', mock: null, analogue: null };
    return isOwn ? { ...one, ...own, sharedBytes: 1e8 } : one;
  });
  const trials = Array.from({ length: rounds }, (_, round) =>
    ids.map((id, index) => {
      const { end = 'completed', noise: off = 0 } = ends[round * ids.length + index] ?? {};
      return trialOf(id, round, end, { costs: all[index], times: Math.exp(noise * off), hasPss });
    }),
  ).flat();
  const alive = ids.filter((id) => !id.includes(' on '));
  const itemMs = Object.fromEntries(alive.map((id, index) => [id, all[index]?.item ?? 1]));
  return runOf(scenarios, lost === 0 ? trials : trials.slice(0, -lost), {
    status: lost === 0 ? 'complete' : 'incomplete',
    runtimes:
      others.length === 0
        ? []
        : [HOME, ...others].map((name) => ({ name, engine: 'V8 14.6', lacks: [] })),
    launches: Array.from({ length: lost === 0 ? launches : 0 }, (_, round) =>
      launchOf(
        round,
        Object.fromEntries(alive.map((id) => [id, [itemMs[id] ?? 1, itemMs[id] ?? 1]])),
      ),
    ),
  });
}

function trialOf(
  id: string,
  round: number,
  end: Trial['end'],
  how: { readonly costs: Costs | undefined; readonly times: number; readonly hasPss: boolean },
): TrialRecord {
  if (end === 'failed') return failedTrial(id, round);
  if (end === 'invalid') return invalidTrial(id, round, '999 of 1000 items have a result');
  const { time = 1, cpu = 1, memory = 1 } = how.costs ?? {};
  return completedTrial(id, round, {
    wallMs: 1000 * time * how.times,
    cpuMs: 800 * cpu * how.times,
    peakRssBytes: 1.5e8 * memory * how.times,
    peakPssBytes: how.hasPss ? 1e8 * memory * how.times : null,
  });
}
