import { isDeepStrictEqual } from 'node:util';

import type { RunFile } from '../../results/format.ts';
import type { MetricName } from '../../results/metrics.ts';
import { unpairedRatio } from '../stats/unpaired-ratio.ts';
import { type Comparison, compared } from './comparison.ts';
import { CONFIDENCE } from './confidence.ts';
import type { Quantity } from './ratio-text.ts';
import { isValid, valuesOf } from './trials.ts';

/** How one figure of one model differs from that of a former run of the same work. */
export interface Change {
  /** Of the scenario. */
  readonly label: string;
  readonly quantity: Quantity;
  readonly comparison: Comparison;
}

/** Of the metrics the first that both runs have: shared pages count once where the system says so. */
const FIGURES: readonly (readonly [Quantity, readonly MetricName[]])[] = [
  ['time', ['wallMs']],
  ['memory', ['peakPssBytes', 'peakRssBytes']],
  ['CPU', ['cpuMs']],
];

/** Whether both did the same on the same machine; software may have changed. */
export function isSameWork(run: RunFile, former: RunFile): boolean {
  return isDeepStrictEqual(workOf(run), workOf(former));
}

/**
 * From rounds that nothing pairs, with one confidence for all intervals together (Bonferroni). They hold how
 * rounds differ within each run, and not what was different on another day: no verdict follows.
 */
export function changesSince(former: RunFile, run: RunFile): readonly Change[] {
  const samples = run.scenarios
    .filter(({ id }) => isValid(run, id) && isValid(former, id))
    .flatMap(({ id, label }) =>
      FIGURES.flatMap(([quantity, metrics]) => {
        const both = metrics.map((name) => [run, former].map((one) => valuesOf(one, id, name)));
        const [heads = [], bases = []] = both.find((values) => values.every(hasRatio)) ?? [];
        return heads.length === 0 ? [] : [{ label, quantity, heads, bases }];
      }),
    );
  const confidence = 1 - (1 - CONFIDENCE) / Math.max(1, samples.length);
  return samples.map(({ label, quantity, heads, bases }) => {
    const interval = unpairedRatio(heads, bases, confidence);
    return { label, quantity, comparison: compared(interval, confidence) };
  });
}

function hasRatio(values: readonly number[]): boolean {
  return values.length > 0 && values.every((value) => value > 0);
}

function workOf({ schedule, scenarios, environments }: RunFile) {
  return {
    command: schedule.command,
    machines: environments.map(({ host, cpuModel, cores, memoryBytes, platform }) => {
      return { host, cpuModel, cores, memoryBytes, platform };
    }),
    scenarios: scenarios.map(({ id, workload, file, modelFile, settings, mock, ...rest }) => {
      const { limits, expected } = rest;
      return { id, workload, file, modelFile, settings, mock, limits, digest: expected?.digest };
    }),
  };
}
