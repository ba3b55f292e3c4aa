import { median } from 'simple-statistics';

import { METRIC_NAMES, metricOf, type MetricName } from '../../../results/metrics.ts';
import type { ComparedModel } from './arms.ts';
import { holm } from '../../stats/adjust.ts';
import { type Pair, pairsOf, type Worsening, worsening } from './paired.ts';
import { lookAt, type Rule } from './rule.ts';

/** One metric of one model, tested on the rounds of its last look. */
export interface MetricTest {
  readonly compared: ComparedModel;
  readonly metric: MetricName;
  readonly kind: 'gated' | 'advisory';
  /** Medians, in the metric's unit. */
  readonly base: number;
  readonly head: number;
  /** Share of the base below which a difference is smaller than the metric's floor. */
  readonly floorShare: number;
  readonly worsening: Worsening;
  /** False before the first look, when nothing may be concluded. */
  readonly atLook: boolean;
  /** One-sided p, adjusted for all tests of its kind. */
  readonly pWorse: number;
  readonly pBetter: number;
  /** Tests that it was adjusted for, itself among them. */
  readonly family: number;
}

type Unadjusted = Omit<MetricTest, 'pWorse' | 'pBetter' | 'family'>;

/**
 * Tests of all models. Rounds beyond the last look wait for the next: judging at other moments than
 * the looks would not be paid for. The gated tests are one family and the advisory ones another.
 * Models may stand at different looks, since one that is decided takes no more rounds: Holm's
 * bound needs only that the smallest p of the equal pairs is small by chance in no more than alpha
 * of the looks' union, and that is what the split pays for.
 */
export function metricTests(models: readonly ComparedModel[], rule: Rule): readonly MetricTest[] {
  const tests = models.flatMap((compared) => testsOf(compared, rule));
  return (['gated', 'advisory'] as const).flatMap((kind) =>
    adjusted(tests.filter((test) => test.kind === kind)),
  );
}

function testsOf(compared: ComparedModel, rule: Rule): Unadjusted[] {
  const rounds = compared.sample.length;
  const look = lookAt(rule, rounds);
  const judged = compared.sample.slice(0, look ?? rounds);
  const pairs = new Map(METRIC_NAMES.map((metric) => [metric, pairsOf(judged, metric)]));
  const has = (metric: string) =>
    [...pairs].some(([name, { length }]) => name === metric && length > 0);

  return [...pairs].flatMap(([metric, values]) => {
    const { check } = metricOf(metric);
    if (check === null || check.kind === 'exact' || values.length === 0) return [];
    if (check.insteadOf !== undefined && has(check.insteadOf)) return [];
    const { kind, floor } = check;
    return [unadjusted({ compared, metric, kind, atLook: look !== null }, values, floor, rule)];
  });
}

function unadjusted(
  names: Pick<Unadjusted, 'compared' | 'metric' | 'kind' | 'atLook'>,
  pairs: readonly Pair[],
  floor: number,
  rule: Rule,
): Unadjusted {
  const base = median(pairs.map((pair) => pair.base));
  const head = median(pairs.map((pair) => pair.head));
  const boundAlpha = rule.marginAlpha / rule.looks.length;
  return {
    ...names,
    base,
    head,
    floorShare: floor / base,
    worsening: worsening(pairs, names.metric, boundAlpha),
  };
}

function adjusted(tests: readonly Unadjusted[]): MetricTest[] {
  const worse = holm(tests.map((test) => test.worsening.pWorse));
  const better = holm(tests.map((test) => test.worsening.pBetter));
  return tests.map((test, index) => ({
    ...test,
    pWorse: worse[index] ?? 1,
    pBetter: better[index] ?? 1,
    family: tests.length,
  }));
}
