import { median } from 'simple-statistics';

import type { LiveMetricName } from '../../../results/live-metrics.ts';
import { LIVE_METRIC_NAMES, LIVE_METRICS } from '../../../results/live-metrics.ts';
import type { MetricName } from '../../../results/metrics.ts';
import { valueOf } from '../../analysis/trials.ts';
import { type Difference, pairedDifference } from '../../stats/difference.ts';
import { decide } from '../decision.ts';
import { type CheckedMetric, isLive, RED_TESTS_PER_MODEL } from '../metric.ts';
import {
  type Basis,
  type JudgedKind,
  judgedMetrics,
  type MetricTest,
  worseness,
} from '../metric-test.ts';
import { type Look, looksOf, type Rule } from '../rule.ts';
import { tolerance, waiverOf } from '../waiver.ts';
import type { ComparedModel, PairedLaunch, PairedRound, Series } from './compared-models.ts';

/** One metric of one model. */
export interface PairedTest extends MetricTest {
  readonly compared: ComparedModel;
}

/** Two values of one metric, measured in the same round or launch. */
interface Pair {
  readonly base: number;
  readonly head: number;
  /** Logarithm: above 0 the head is worse. */
  readonly worse: number;
}

/**
 * Tests of all models. Each stands at the last look that decides it, or else at the last one there
 * was; what was measured since then waits for the next look, because judging at other moments would
 * not be paid for. A family is of fixed size, so the looks are known before anything is measured:
 * p is multiplied by it (Bonferroni), and the errors of all tests and looks add up to the rule's.
 */
export function pairedTests(models: readonly ComparedModel[], rule: Rule): readonly PairedTest[] {
  const family = familyOf(models);
  const looks = looksOf(rule, family);
  const { waivers } = rule;
  return models.flatMap((compared) =>
    judgedOf(compared).flatMap((judged) => {
      const taken = compared[judged.basis].sample.length;
      const reached: readonly (Look | null)[] = looks.filter(({ at }) => at <= taken).toReversed();
      const tests = (reached.length === 0 ? [null] : reached).map(
        (look) => () => testAt(look, compared, judged, { looks, family, waivers }),
      );
      return firstDecided(tests, rule) ?? [];
    }),
  );
}

/** Tests that may be red, of so many models. */
export function familyOf(models: readonly ComparedModel[]): number {
  return RED_TESTS_PER_MODEL * models.length;
}

/** Where both sides have a value, of the first `count` rounds or launches. */
export function pairsOf(
  { rounds, launches }: Pick<ComparedModel, 'rounds' | 'launches'>,
  metric: CheckedMetric,
  part: keyof Series<unknown>,
  count = Infinity,
): readonly Pair[] {
  return isLive(metric)
    ? launches[part].slice(0, count).flatMap((launch) => launchPair(launch, metric) ?? [])
    : rounds[part].slice(0, count).flatMap((round) => roundPair(round, metric) ?? []);
}

/** How much worse the head is than is tolerated, from every pair: what slows both sides cancels. */
export function worsening(pairs: readonly Pair[], boundAlpha: number, tolerated = 0): Difference {
  return pairedDifference(
    pairs.map(({ worse }) => worse - tolerated),
    boundAlpha,
  );
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
  const has = (metric: CheckedMetric) => pairsOf(compared, metric, 'sample').length > 0;
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

/** Of the tests at several looks, last to first. */
function firstDecided(tests: readonly (() => PairedTest)[], rule: Rule): PairedTest | undefined {
  let last: PairedTest | undefined;
  for (const test of tests) {
    const made = test();
    if (decide(made, rule) !== 'inconclusive') return made;
    last ??= made;
  }
  return last;
}

/** How all tests of a check are judged. */
interface Judging extends Pick<Rule, 'waivers'> {
  readonly looks: readonly Look[];
  readonly family: number;
}

/** `look`: null before the first. */
function testAt(
  look: Look | null,
  compared: ComparedModel,
  { metric, kind, basis, smallestRelevant }: Judged,
  { looks, family, waivers }: Judging,
): PairedTest {
  const pairs = pairsOf(compared, metric, 'sample', look?.at);
  const base = median(pairs.map((pair) => pair.base));
  const head = median(pairs.map((pair) => pair.head));
  const waiver = waiverOf(waivers, compared.head, metric);
  const boundAlpha = (look ?? looks[0])?.marginAlpha ?? NaN;
  const difference = worsening(pairs, boundAlpha, tolerance(waiver));
  const mayBeRed = look !== null && look.alpha > 0;
  return {
    ...{ compared, scenario: compared.head, metric, relativeTo: null, kind, base, head, waiver },
    ...{ basis, n: pairs.length, difference, smallestRelevant: smallestRelevant / base },
    pWorse: Math.min(1, family * difference.pGreater),
    alpha: (mayBeRed ? look : looks.find(({ alpha }) => alpha > 0))?.alpha ?? NaN,
    look: look === null ? 'none' : mayBeRed ? 'full' : 'early',
    family,
  };
}

function launchPair({ base, head, ratio }: PairedLaunch, metric: LiveMetricName): Pair | null {
  if (metric === 'itemMs') return { base: base.ms, head: head.ms, worse: ratio.timeLog };
  if (base.cpuMs === null || head.cpuMs === null || ratio.cpuLog === null) return null;
  return { base: base.cpuMs, head: head.cpuMs, worse: ratio.cpuLog };
}

/** Only values above zero have a ratio. */
function roundPair(round: PairedRound, metric: MetricName): Pair | null {
  const base = valueOf(round.base, metric) ?? 0;
  const head = valueOf(round.head, metric) ?? 0;
  return base > 0 && head > 0 ? { base, head, worse: worseness(metric, head / base) } : null;
}
