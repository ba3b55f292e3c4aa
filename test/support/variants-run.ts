import type { RunFile, TrialRecord } from '../../results/format.ts';
import { completedTrial, failedTrial, runOf, scenario, variant } from './run.ts';

/** Time, CPU and memory of each model, as multiples of 1 s, 1 s and 100 MB. */
const COSTS: Readonly<Record<string, readonly [time: number, cpu: number, memory: number]>> = {
  'bare-work': [0.4, 0.4, 0.8],
  'single-threaded': [1.2, 1, 1],
  'single-fetch': [1.8, 1.9, 1.25],
  'worker-threads': [1, 1.5, 2],
  'threads-messages': [1, 1.4, 1.9],
  'threads-tasks': [13.3, 2, 2.1],
  'child-processes': [1.1, 2, 2.4],
  'processes-fork': [0.6, 1.8, 2.2],
};

/** The models with some of their variants over seven rounds; one variant fails once. */
export function variantsRun(): RunFile {
  const scenarios = [
    scenario('bare-work', 'floor'),
    ...[scenario('single-threaded'), variant('single-fetch', 'single-threaded', 'idiomatic')],
    scenario('worker-threads'),
    ...['threads-messages', 'threads-tasks'].map((name) =>
      variant(name, 'worker-threads', 'idiomatic'),
    ),
    ...[scenario('child-processes'), variant('processes-fork', 'child-processes', 'tuned')],
  ];
  const rounds = [-1, 0, 1, 2, 3, 4, 5, 6];
  const trials = rounds.flatMap((round) => scenarios.map(({ id }) => trialOf(id, round)));
  return runOf(scenarios, trials);
}

function trialOf(id: string, round: number): TrialRecord {
  if (id === 'processes-fork' && round === 2) return failedTrial(id, round);
  const [time, cpu, memory] = COSTS[id] ?? [1, 1, 1];
  // Rounds differ alike for all models, and threads-messages beside them by turns.
  const noise = 1 + ((round * 3) % 7) / 50;
  const own = id === 'threads-messages' ? 1 + 0.1 * (-1) ** round : 1;
  return completedTrial(id, round, {
    wallMs: 1000 * time * noise * own,
    cpuMs: 1000 * cpu * noise,
    peakPssBytes: 1e8 * memory,
  });
}
