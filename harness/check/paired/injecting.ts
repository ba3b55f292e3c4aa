import { median } from 'simple-statistics';

import type { CompletedTrial, Injection, RunFile, Scenario } from '../../../results/format.ts';
import type { MetricName } from '../../../results/metrics.ts';
import { completedTrials, valueOf } from '../../analysis/trials.ts';
import type { TrialInjection } from '../../trial/protocol.ts';

/** Warm-up rounds of a check: from their base time and memory of an injection are sized. */
export function sizingRounds(injection: Injection | null): number {
  return injection === null || injection.kind === 'cpu' ? 0 : 1;
}

/** What the next trials of the heads are made worse by, as their scenarios say. */
export function injectionsOf(run: RunFile): ReadonlyMap<string, TrialInjection> {
  return new Map(
    run.scenarios.flatMap(({ id, injection, baseline }) => {
      if (injection === null) return [];
      const sizing = baseline === null ? [] : completedTrials(run, baseline, 'warm-up');
      return [[id, trialInjection(injection, sizing)] as const];
    }),
  );
}

function trialInjection(
  { kind, share }: NonNullable<Scenario['injection']>,
  sizing: readonly CompletedTrial[],
): TrialInjection {
  if (kind === 'cpu') return { kind, share };
  if (kind === 'wall') return { kind, ms: share * medianOf(['wallMs'], sizing) };
  return { kind, bytes: Math.round(share * medianOf(['peakPssBytes', 'peakRssBytes'], sizing)) };
}

/**
 * Of the first of the metrics that a trial has. 0 where there is none: then the injection is not
 * found, and the self-test fails.
 */
function medianOf(metrics: readonly MetricName[], trials: readonly CompletedTrial[]): number {
  const values = trials.flatMap(
    (trial) => metrics.map((metric) => valueOf(trial, metric)).find((one) => one !== null) ?? [],
  );
  return values.length === 0 ? 0 : median(values);
}
