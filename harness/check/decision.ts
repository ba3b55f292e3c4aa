import { probit } from 'simple-statistics';

import type { RunFile } from '../../results/format.ts';
import type { Difference } from '../stats/difference.ts';
import type { BudgetVerdict } from '../analysis/budgets.ts';
import { studentTQuantileAbove } from '../stats/student-t.ts';
import { checkedMetric } from './metric.ts';
import type { MetricTest } from './metric-test.ts';
import type { Rule } from './rule.ts';
import type { Effect, MetricVerdict, Outcome, Verdict } from './verdict.ts';
import { tolerance } from './waiver.ts';

/** What a test says of its metric, before any confirmation. */
export function verdictOf(test: MetricTest, rule: Rule): MetricVerdict {
  const { scenario, metric, relativeTo, kind, base, head, basis, n } = test;
  return {
    ...{ scenario: scenario.id, model: scenario.model, workload: scenario.workload ?? '', metric },
    ...(relativeTo === null ? {} : { relativeTo }),
    ...{ kind, verdict: decide(test, rule), base, head, effect: effectOf(test) },
    ...{
      basis,
      n,
      smallestEffect: smallestEffect(test, rule),
      more: null,
      tooNoisy: false,
      confirmation: null,
      waiver: test.waiver,
    },
  };
}

/**
 * Large enough is asked of the estimate, not of its lower bound, which would miss many an effect
 * not much larger than that. `unchanged` asks for the upper bound alone, since a gate must rule out
 * growth only. `improved` rules it out as well, so it never takes longer and spends no error of its
 * own: its interval holds over all looks. A waiver puts its ceiling in the place of the base: red is
 * what the same test shows to lie above the ceiling, by however little; `accepted` rules out that it lies
 * above by the margin, and is not said while the whole interval lies above.
 */
export function decide(test: MetricTest, rule: Rule): Verdict {
  const { alpha, look, pWorse } = test;
  const { difference } = test;
  const enough = Math.log1p(minEffect(test, rule));
  if (look === 'none') return 'inconclusive';
  if (look === 'full' && pWorse <= alpha && difference.estimate >= enough) return 'regressed';
  const { estimate, high } = fromBase(test);
  const most = Math.log1p(margin(test, rule));
  if (high < 0 && estimate <= -timesOf(test) * relevant(test, rule)) return 'improved';
  if (high < most) return 'unchanged';
  return difference.low <= 0 && difference.high < most ? 'accepted' : 'inconclusive';
}

/** What may be said of a check as a whole, whatever its verdicts are. */
export interface Standing {
  /** The sides are not treated alike. */
  readonly controlDiffers: boolean;
  /** Something that must be decided was not measured long enough to have a verdict. */
  readonly unfinished: boolean;
}

/**
 * What all verdicts come to. Counts have no noise and stand in any case; sides that the machine does
 * not treat alike take back what the statistics say. Nothing that may decide, or not all of it
 * decided, is no green light.
 */
export function outcomeOf(
  verdicts: readonly MetricVerdict[],
  { controlDiffers, unfinished }: Standing,
): Outcome {
  const said = (verdict: Verdict, ...kinds: readonly MetricVerdict['kind'][]) =>
    verdicts.some((one) => one.verdict === verdict && kinds.includes(one.kind));
  if (said('regressed', 'exact')) return 'regressed';
  if (controlDiffers) return 'inconclusive';
  if (said('regressed', 'gated', 'guarded')) return 'regressed';
  const gated = verdicts.some(({ kind }) => kind === 'gated');
  if (!gated || unfinished || said('inconclusive', 'gated')) return 'inconclusive';
  if (said('accepted', 'exact', 'gated', 'guarded')) return 'accepted';
  return said('improved', 'gated', 'exact') ? 'improved' : 'unchanged';
}

/** A budget that is exceeded is as red as a regression, and one that is not decided no green light. */
export function withBudgets(outcome: Outcome, budgets: readonly BudgetVerdict[]): Outcome {
  if (outcome === 'broken' || outcome === 'regressed') return outcome;
  const said = budgets.map(({ verdict }) => verdict);
  if (said.includes('over-budget')) return 'over-budget';
  return said.includes('inconclusive') ? 'inconclusive' : outcome;
}

/** As the run file lists the scenarios; within one, as the verdicts came. */
export function inRunOrder(
  { scenarios }: RunFile,
  verdicts: readonly MetricVerdict[],
): readonly MetricVerdict[] {
  const places = new Map(scenarios.map(({ id }, place) => [id, place]));
  const place = ({ scenario }: MetricVerdict) => places.get(scenario) ?? scenarios.length;
  return verdicts.toSorted((a, b) => place(a) - place(b));
}

/** Of the base: nothing too small to matter is red. A ceiling says itself what matters. */
export function minEffect(test: MetricTest, rule: Rule): number {
  return tolerance(test.waiver) > 0 ? 0 : Math.max(rule.minEffect, test.smallestRelevant);
}

/** Of the base: what is too small to matter need not be ruled out. */
export function margin(test: MetricTest, rule: Rule): number {
  return Math.max(timesOf(test) * rule.margin, test.smallestRelevant);
}

/** Standard errors that an effect must reach, were it the only one in its family. */
export function criticalErrors({ alpha, family, difference }: MetricTest): number {
  return studentTQuantileAbove(alpha / family, difference.degrees);
}

/**
 * The smallest worsening that this test would have found with the rule's power, as a share of the
 * base. Estimates scatter about the truth by their standard error, nearly normally.
 */
function smallestEffect(test: MetricTest, rule: Rule): number | null {
  const { standardError } = test.difference;
  if (standardError === null) return null;
  const significant = criticalErrors(test) * standardError;
  const found = Math.max(significant, Math.log1p(minEffect(test, rule)));
  return Math.expm1(tolerance(test.waiver) + found + probit(rule.power) * standardError);
}

/** How much wider than usual the margin of what scatters much is. */
function timesOf({ metric }: MetricTest): number {
  const { check } = checkedMetric(metric);
  return check === null || check.kind === 'exact' ? 1 : (check.marginTimes ?? 1);
}

/** What the head differs from the base by, whatever is accepted of it. */
function fromBase({
  difference,
  waiver,
}: MetricTest): Pick<Difference, 'estimate' | 'low' | 'high'> {
  const [{ estimate, low, high }, shift] = [difference, tolerance(waiver)];
  return { estimate: estimate + shift, low: low + shift, high: high + shift };
}

/** Logarithm of the smallest gain that is called one, but for the scatter of its metric. */
function relevant({ smallestRelevant }: MetricTest, rule: Rule): number {
  return Math.log1p(Math.max(rule.minEffect, smallestRelevant));
}

function effectOf(test: MetricTest): Effect {
  const { estimate, low, high } = fromBase(test);
  const [least, middle, most] =
    checkedMetric(test.metric).better === 'higher'
      ? [-high, -estimate, -low]
      : [low, estimate, high];
  const bound = (log: number) => (Number.isFinite(log) ? Math.expm1(log) : null);
  return { estimate: Math.expm1(middle), low: bound(least), high: bound(most) };
}
