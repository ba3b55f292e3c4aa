import { median } from 'simple-statistics';

import type { LiveMetricName } from '../../../results/live-metrics.ts';
import { LIVE_METRIC_NAMES, LIVE_METRICS } from '../../../results/live-metrics.ts';
import type { MetricName } from '../../../results/metrics.ts';
import { decide } from '../decision.ts';
import { type CheckedMetric, RED_TESTS_PER_MODEL } from '../metric.ts';
import { type Basis, type JudgedKind, judgedMetrics, type MetricTest } from '../metric-test.ts';
import { type Look, looksOf, type Rule } from '../rule.ts';
import { tolerance, waiverOf } from '../waiver.ts';
import type { ComparedModel } from './compared-models.ts';
import { type Confirming, confirming } from './confirmation.ts';
import { freshPairs, pairsOf, worsening } from './pairs.ts';

/** One metric of one model. */
export interface PairedTest extends MetricTest {
  readonly compared: ComparedModel;
  /** By what was measured afresh since its look. */
  readonly confirming: Confirming;
}

/**
 * Tests of all models. Each stands at the last look that decides it, or else at the last one there
 * was. A regression that fresh measurements refuted decides nothing: the sample goes on, and what it shows at
 * a later look has a confirmation of its own, so that looks and confirmations err as often as the
 * rule says, each in its turn. What was measured since then waits for the next look, because judging at other moments would
 * not be paid for. A family is of fixed size, so the looks are known before anything is measured:
 * p is multiplied by it (Bonferroni), and the errors of all tests and looks add up to the rule's.
 */
export function pairedTests(models: readonly ComparedModel[], rule: Rule): readonly PairedTest[] {
  const family = familyOf(models);
  const looks = looksOf(rule, family);
  return models.flatMap((compared) =>
    judgedOf(compared).flatMap((judged) => {
      const taken = compared[judged.basis].sample.length;
      const reached: readonly (Look | null)[] = looks.filter(({ at }) => at <= taken).toReversed();
      const tests = (reached.length === 0 ? [null] : reached).map(
        (look) => () => testAt(look, compared, judged, { looks, family, rule }),
      );
      return firstDecided(tests, rule) ?? [];
    }),
  );
}

/** Tests that may be red, of so many models. */
export function familyOf(models: readonly ComparedModel[]): number {
  return RED_TESTS_PER_MODEL * models.length;
}

interface Judged {
  readonly metric: CheckedMetric;
  readonly kind: JudgedKind;
  readonly basis: Basis;
  readonly smallestRelevant: number;
}

/** What launches measure of the same thing, much more precisely. */
const LIVE_FOR: Partial<Record<MetricName, LiveMetricName>> = {
  wallMs: 'itemMs',
  cpuMs: 'itemCpuMs',
};

function judgedOf(compared: ComparedModel): readonly Judged[] {
  const has = (metric: CheckedMetric) => pairsOf(compared, metric).length > 0;
  const live = LIVE_METRIC_NAMES.filter(has).map((metric) => ({
    ...({ metric, basis: 'launches', ...LIVE_METRICS[metric].check } as const),
  }));
  const isGuarded = (metric: MetricName) => {
    const instead = LIVE_FOR[metric];
    const pending = compared.pilot === 'completed' && compared.launches.sample.length === 0;
    return instead !== undefined && (pending || has(instead));
  };
  const whole = judgedMetrics(has).map(({ metric, kind, smallestRelevant }) => ({
    ...({ metric, basis: 'rounds', smallestRelevant } as const),
    kind: isGuarded(metric) ? ('guarded' as const) : kind,
  }));
  return [...live, ...whole];
}

/** A regression of the sample that fresh measurements did not show again. */
export function isRefuted(test: PairedTest, rule: Rule): boolean {
  const refuted = test.kind !== 'advisory' && test.confirming.state === 'failed';
  return refuted && decide(test, rule) === 'regressed';
}

/** Of the tests at several looks, last to first. */
function firstDecided(tests: readonly (() => PairedTest)[], rule: Rule): PairedTest | undefined {
  let last: PairedTest | undefined;
  for (const test of tests) {
    const made = test();
    if (decide(made, rule) !== 'inconclusive' && !isRefuted(made, rule)) return made;
    last ??= made;
  }
  return last;
}

/** How all tests of a check are judged. */
interface Judging {
  readonly looks: readonly Look[];
  readonly family: number;
  readonly rule: Rule;
}

/** `look`: null before the first. */
function testAt(
  look: Look | null,
  compared: ComparedModel,
  { metric, kind, basis, smallestRelevant }: Judged,
  { looks, family, rule }: Judging,
): PairedTest {
  const pairs = pairsOf(compared, metric, look?.at);
  const base = median(pairs.map((pair) => pair.base));
  const head = median(pairs.map((pair) => pair.head));
  const waiver = waiverOf(rule.waivers, compared.head, metric);
  const boundAlpha = (look ?? looks[0])?.marginAlpha ?? NaN;
  const difference = worsening(pairs, boundAlpha, tolerance(waiver));
  const mayBeRed = look !== null && look.alpha > 0;
  const from = look?.at ?? Infinity;
  const sampled = { from, below: looks.find(({ at }) => at > from)?.at ?? Infinity };
  return {
    ...{ compared, scenario: compared.head, metric, relativeTo: null, kind, base, head, waiver },
    ...{ basis, n: pairs.length, difference, smallestRelevant: smallestRelevant / base },
    confirming: confirming(freshPairs(compared, metric, sampled), tolerance(waiver), rule),
    pWorse: Math.min(1, family * difference.pGreater),
    alpha: (mayBeRed ? look : looks.find(({ alpha }) => alpha > 0))?.alpha ?? NaN,
    look: look === null ? 'none' : mayBeRed ? 'full' : 'early',
    family,
  };
}
