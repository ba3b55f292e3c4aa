import type { Scenario } from '../../results/format.ts';
import { type CheckRule, METRIC_NAMES, metricOf, type MetricName } from '../../results/metrics.ts';
import { adjustForFamily } from '../stats/adjust.ts';
import type { Difference } from '../stats/difference.ts';
import type { CheckedMetric } from './metric.ts';
import type { DatedWaiver } from './waiver.ts';

/** One metric of a head against its base, measured in pairs or by one run against stored ones. */
export interface MetricTest extends UnadjustedTest {
  /** One-sided p that it got worse, adjusted for all tests of its kind. */
  readonly pWorse: number;
  /** Tests that it was adjusted for, itself among them. */
  readonly family: number;
}

export interface UnadjustedTest {
  /** The head. */
  readonly scenario: Scenario;
  readonly metric: CheckedMetric;
  /** Model whose value in the same round each value was divided by; null for the value itself. */
  readonly relativeTo: string | null;
  readonly kind: JudgedKind;
  /** Medians, in the metric's unit. */
  readonly base: number;
  readonly head: number;
  /** Rounds or launches of the head. */
  readonly basis: Basis;
  readonly n: number;
  readonly waiver: DatedWaiver | null;
  /** Of `worseness`, from the base, or from what the waiver accepts: above 0 is worse than that. */
  readonly difference: Difference;
  /** Share of the base below which a difference is too small to matter. */
  readonly smallestRelevant: number;
  /** What the p of a regression must reach, now or at the first look at which it can. */
  readonly alpha: number;
  /** Before the first look nothing may be concluded, and at an early one no regression. */
  readonly look: 'none' | 'early' | 'full';
}

/** What is measured again and again: whole trials side by side, or trees that work in turn. */
export type Basis = 'rounds' | 'launches';

/**
 * What a test may do. `gated`: must be decided before a check is green. `guarded`: a regression that
 * is shown is red, but one that is not ruled out does not hold up green, because something more
 * precise is measured in its place. `advisory`: decides nothing.
 */
export type JudgedKind = 'gated' | 'guarded' | 'advisory';

type JudgedMetric = Exclude<CheckRule, { kind: 'exact' }> & { readonly metric: MetricName };

/** The metrics with a test; one that stands in for another has it only where that has no values. */
export function judgedMetrics(hasValues: (metric: MetricName) => boolean): readonly JudgedMetric[] {
  return METRIC_NAMES.flatMap((metric) => {
    const { check } = metricOf(metric);
    if (check === null || check.kind === 'exact') return [];
    const original = METRIC_NAMES.find((name) => name === check.insteadOf);
    const superseded = original !== undefined && hasValues(original);
    return superseded || !hasValues(metric) ? [] : [{ metric, ...check }];
  });
}

/** On the scale that is tested: logarithms, so that a difference is a ratio, and more is worse. */
export function worseness(metric: MetricName, value: number): number {
  return metricOf(metric).better === 'higher' ? -Math.log(value) : Math.log(value);
}

/** The gated tests are one family and the advisory ones another; the gated ones come first. */
export function adjusted<Test extends UnadjustedTest>(
  tests: readonly Test[],
): readonly (Test & MetricTest)[] {
  return (['gated', 'advisory'] as const).flatMap((kind) => {
    const family = tests.filter((test) => test.kind === kind);
    const worse = adjustForFamily(family.map(({ difference }) => difference.pGreater));
    return family.map((test, index) => ({
      ...test,
      pWorse: worse[index] ?? 1,
      family: family.length,
    }));
  });
}
