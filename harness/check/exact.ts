import { median } from 'simple-statistics';

import type { CompletedTrial, Scenario } from '../../results/format.ts';
import { METRIC_NAMES, metricOf, type MetricName } from '../../results/metrics.ts';
import { valueOf } from '../analysis/trials.ts';
import type { MetricVerdict, Verdict } from './verdict.ts';

/**
 * Verdicts of metrics that must be the same in every trial: any difference counts, without
 * statistics. Where the values vary within a side nothing is decided by them.
 */
export function exactVerdicts(
  scenario: Scenario,
  bases: readonly CompletedTrial[],
  heads: readonly CompletedTrial[],
): readonly MetricVerdict[] {
  return METRIC_NAMES.flatMap((metric) => {
    if (metricOf(metric).check?.kind !== 'exact') return [];
    const [base, head] = [valuesOf(bases, metric), valuesOf(heads, metric)];
    if (base.length === 0 || head.length === 0) return [];
    return [exactVerdict(scenario, metric, base, head)];
  });
}

function exactVerdict(
  { id, model, workload }: Scenario,
  metric: MetricName,
  bases: readonly number[],
  heads: readonly number[],
): MetricVerdict {
  const varies = [bases, heads].some((values) => new Set(values).size > 1);
  const [base, head] = [median([...bases]), median([...heads])];
  const change = base === 0 ? null : head / base - 1;
  return {
    ...{ scenario: id, model, workload: workload ?? '', metric, base, head },
    kind: varies ? 'advisory' : 'exact',
    verdict: varies ? 'inconclusive' : direction(metric, base, head),
    effect: change === null ? null : { estimate: change, low: change, high: change },
    ...{ basis: 'rounds', n: Math.min(bases.length, heads.length) },
    ...{ smallestEffect: null, more: null, tooNoisy: false, confirmation: null },
  };
}

/** Where neither direction is good, any difference is other work than before. */
function direction(metric: MetricName, base: number, head: number): Verdict {
  if (base === head) return 'unchanged';
  const { better } = metricOf(metric);
  const grew = head > base;
  return (better === 'lower' && !grew) || (better === 'higher' && grew) ? 'improved' : 'regressed';
}

function valuesOf(trials: readonly CompletedTrial[], metric: MetricName): readonly number[] {
  return trials.flatMap((trial) => valueOf(trial, metric) ?? []);
}
