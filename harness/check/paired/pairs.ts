import type { LiveMetricName } from '../../../results/live-metrics.ts';
import type { MetricName } from '../../../results/metrics.ts';
import { valueOf } from '../../analysis/trials.ts';
import { type Difference, pairedDifference } from '../../stats/difference.ts';
import { type CheckedMetric, isLive } from '../metric.ts';
import { worseness } from '../metric-test.ts';
import type { ComparedModel, PairedLaunch, PairedRound } from './compared-models.ts';

/** Two values of one metric, measured in the same round or launch. */
export interface Pair {
  readonly base: number;
  readonly head: number;
  /** Logarithm: above 0 the head is worse. */
  readonly worse: number;
}

type Measured = Pick<ComparedModel, 'rounds' | 'launches'>;

/** Of the sample, where both sides have a value: of its first `count` rounds or launches. */
export function pairsOf(
  { rounds, launches }: Measured,
  metric: CheckedMetric,
  count = Infinity,
): readonly Pair[] {
  return isLive(metric)
    ? launches.sample.slice(0, count).flatMap((launch) => launchPair(launch, metric) ?? [])
    : rounds.sample.slice(0, count).flatMap((round) => roundPair(round, metric) ?? []);
}

/**
 * What was measured afresh when the sample had so many rounds or launches, in turn; null where a side
 * has no value.
 */
export function freshPairs(
  { rounds, launches }: Measured,
  metric: CheckedMetric,
  sampled: { readonly from: number; readonly below: number },
): readonly (Pair | null)[] {
  const isThen = ({ after }: { readonly after: number }) =>
    sampled.from <= after && after < sampled.below;
  return isLive(metric)
    ? launches.fresh.filter(isThen).map(({ of }) => launchPair(of, metric))
    : rounds.fresh.filter(isThen).map(({ of }) => roundPair(of, metric));
}

/** How much worse the head is than is tolerated, from every pair: what slows both sides cancels. */
export function worsening(pairs: readonly Pair[], boundAlpha: number, tolerated = 0): Difference {
  return pairedDifference(
    pairs.map(({ worse }) => worse - tolerated),
    boundAlpha,
  );
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
