import { median } from 'simple-statistics';

import type { CompletedTrial, Scenario } from '../../results/format.ts';
import { METRIC_NAMES, metricOf, type MetricName } from '../../results/metrics.ts';
import { valueOf } from '../analysis/trials.ts';
import type { Rule } from './rule.ts';
import type { MetricVerdict, Verdict } from './verdict.ts';
import { ceilingOf, type DatedWaiver, waiverOf } from './waiver.ts';

/**
 * Verdicts of metrics that must be the same in every trial: any difference counts, without
 * statistics, but one that a waiver accepts. Where the values vary within a side nothing is decided by
 * them.
 */
export function exactVerdicts(
  scenario: Scenario,
  bases: readonly CompletedTrial[],
  heads: readonly CompletedTrial[],
  { waivers }: Pick<Rule, 'waivers'>,
): readonly MetricVerdict[] {
  return METRIC_NAMES.flatMap((metric) => {
    if (metricOf(metric).check?.kind !== 'exact') return [];
    const [base, head] = [valuesOf(bases, metric), valuesOf(heads, metric)];
    if (base.length === 0 || head.length === 0) return [];
    const waiver = waiverOf(waivers, scenario, metric);
    return [exactVerdict(scenario, metric, { base, head, waiver })];
  });
}

/** Of a division. */
const ROUNDING = 1e-9;

/** Values of both sides, in the order of the rounds. */
interface Compared {
  readonly base: readonly number[];
  readonly head: readonly number[];
  readonly waiver: DatedWaiver | null;
}

function exactVerdict(
  { id, model, workload }: Scenario,
  metric: MetricName,
  { waiver, ...values }: Compared,
): MetricVerdict {
  const varies = [values.base, values.head].some((each) => new Set(each).size > 1);
  const [base, head] = [median([...values.base]), median([...values.head])];
  const change = base === 0 ? null : head / base - 1;
  return {
    ...{ scenario: id, model, workload: workload ?? '', metric, base, head },
    kind: varies ? 'advisory' : 'exact',
    verdict: varies ? 'inconclusive' : direction(metric, base, head, waiver),
    effect: change === null ? null : { estimate: change, low: change, high: change },
    ...{ basis: 'rounds', n: Math.min(values.base.length, values.head.length) },
    ...{ smallestEffect: null, more: null, tooNoisy: false, confirmation: null, waiver },
  };
}

/** Where neither direction is good, any difference is other work than before. */
function direction(
  metric: MetricName,
  base: number,
  head: number,
  waiver: DatedWaiver | null,
): Verdict {
  if (base === head) return 'unchanged';
  const { better } = metricOf(metric);
  const grew = head > base;
  if ((better === 'lower' && !grew) || (better === 'higher' && grew)) return 'improved';
  const isAccepted = waiver !== null && head / base - 1 <= ceilingOf(waiver) + ROUNDING;
  return isAccepted ? 'accepted' : 'regressed';
}

function valuesOf(trials: readonly CompletedTrial[], metric: MetricName): readonly number[] {
  return trials.flatMap((trial) => valueOf(trial, metric) ?? []);
}
