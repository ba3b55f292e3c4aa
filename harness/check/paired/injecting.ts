import { median } from 'simple-statistics';

import type { RunFile, Scenario } from '../../../results/format.ts';
import type { MetricName } from '../../../results/metrics.ts';
import { completedTrials, valueOf } from '../../analysis/trials.ts';
import type { Injection } from '../../trial/protocol.ts';

/** Warm-up rounds of a check with an injection; from their base its time and memory are sized. */
export const SIZING_ROUNDS = 3;

/** What the next trials of the heads are made worse by, as their scenarios say. */
export function injectionsOf(run: RunFile): ReadonlyMap<string, Injection> {
  return new Map(
    run.scenarios.flatMap((scenario) =>
      scenario.injection === null
        ? []
        : [[scenario.id, trialInjection(scenario.injection, scenario.baseline, run)] as const],
    ),
  );
}

function trialInjection(
  { kind, share }: NonNullable<Scenario['injection']>,
  baseline: Scenario['baseline'],
  run: RunFile,
): Injection {
  if (kind === 'cpu') return { kind, share };
  if (kind === 'wall') return { kind, ms: share * baseMedian(['wallMs'], baseline, run) };
  const peakBytes = baseMedian(['peakPssBytes', 'peakRssBytes'], baseline, run);
  return { kind, bytes: Math.round(share * peakBytes) };
}

/**
 * Of the first of the metrics that a trial has. 0 where none can be had: then the injection will not
 * be found, and the self-test fails.
 */
function baseMedian(
  metrics: readonly MetricName[],
  baseline: Scenario['baseline'],
  run: RunFile,
): number {
  const sizing = baseline === null ? [] : completedTrials(run, baseline, 'warm-up');
  const values = sizing.flatMap(
    (trial) => metrics.map((metric) => valueOf(trial, metric)).find((one) => one !== null) ?? [],
  );
  return values.length === 0 ? 0 : median(values);
}
