/**
 * What ending a comparison early does to its intervals, and how many rounds it saves, on simulated runs of
 * three models with known truth. Some minutes: npx node test/bench/early-end-simulation.ts
 */
import { mean, median } from 'simple-statistics';

import { summarize } from '../../harness/analysis/summary.ts';
import { fixedRounds } from '../../harness/engine/measure-models.ts';
import { createRandom } from '../../harness/stats/random.ts';
import { markdownTable } from '../../harness/text/markdown.ts';
import { columnsOf } from '../../harness/text/table.ts';
import type { RunFile } from '../../results/format.ts';
import {
  type ComparedTruth,
  roundsOf,
  simulateComparison,
  toldBy,
} from '../support/simulated-comparison.ts';

const RUNS = Number(process.argv[2] ?? 1000);
const TIMES = [
  [1, 1, 1],
  [1, 1.05, 1.5],
  [1, 1.2, 1.5],
];
const NOISE = [0.025, 0.052, 0.125];
const FIXED = fixedRounds(20)([]);

const truths: readonly ComparedTruth[] = TIMES.flatMap((times) =>
  NOISE.flatMap((roundSd) => [true, false].map((steady) => ({ times, roundSd, steady }))),
);
const columns = [
  ...['times', 'rounds', 'machine', 'decided early', 'rounds taken'],
  ...['all right', 'falsely faster', 'found', 'medians right'],
  ...['all right, 20 rounds', 'found, 20 rounds', 'medians right, 20 rounds'],
];
const rows = truths.map(rowOf);
process.stdout.write(
  `${markdownTable({ title: 'Early end', columns: columnsOf([], columns), rows, notes: [] })}\n`,
);

function rowOf(truth: ComparedTruth) {
  const random = createRandom(1, JSON.stringify(truth));
  const early = Array.from({ length: RUNS }, () => simulateComparison(truth, random));
  const fixed = Array.from({ length: RUNS }, () => simulateComparison(truth, random, FIXED));
  const [told, toldOfFixed] = [early, fixed].map((runs) => runs.map((run) => toldBy(run, truth)));
  if (told === undefined || toldOfFixed === undefined) throw new Error('no runs');
  const rounds = early.map(roundsOf);
  return [
    truth.times.join(', '),
    percent(truth.roundSd),
    truth.steady ? 'steady' : 'drifting',
    percent(share(early, ({ ending }) => ending === 'decided')),
    `${median(rounds).toFixed(0)} (mean ${mean(rounds).toFixed(1)})`,
    percent(share(told, ({ allRight }) => allRight)),
    percent(share(told, ({ falselyFaster }) => falselyFaster)),
    foundText(told.map(({ found }) => found)),
    truth.steady ? percent(mediansRight(early, truth)) : '',
    percent(share(toldOfFixed, ({ allRight }) => allRight)),
    foundText(toldOfFixed.map(({ found }) => found)),
    truth.steady ? percent(mediansRight(fixed, truth)) : '',
  ].map((value) => ({ value }));
}

/** Of all models in all runs, by the 95 % interval of each. */
function mediansRight(runs: readonly RunFile[], { times }: ComparedTruth): number {
  const held = runs.flatMap((run) =>
    summarize(run).scenarios.map(({ metrics: { wallMs } }, index) => {
      const truth = 1000 * (times[index] ?? NaN);
      return wallMs !== null && wallMs.low <= truth && truth <= wallMs.high;
    }),
  );
  return share(held, (isRight) => isRight);
}

function share<T>(all: readonly T[], holds: (one: T) => boolean): number {
  return all.filter(holds).length / all.length;
}

function foundText(found: readonly number[]): string {
  return found.some(Number.isNaN) ? '' : percent(mean([...found]));
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
