import type { RunFile } from '../../results/format.ts';
import { LIVE_METRICS, type LiveMetricName } from '../../results/live-metrics.ts';
import type { MetricName } from '../../results/metrics.ts';
import { pairedRatio, ratioOfLogs, type RatioInterval } from '../stats/ratio.ts';
import { comparisonConfidence, LAUNCH_LOOKS } from './confidence.ts';
import { countedLaunches } from './counted-launches.ts';
import { launchRatio } from './launches.ts';
import { isValid, pairedValues } from './trials.ts';

/** How many times the second's the first's is, and what that shows. */
export interface Comparison extends RatioInterval {
  /** `alike`: no difference was detected; `unknown`: too few rounds, or launches, to detect one. */
  readonly outcome: 'more' | 'less' | 'alike' | 'unknown';
}

/** What models are compared by. */
export type ComparedMetric = MetricName | LiveMetricName;

/**
 * Two scenarios within rounds, or launches, with the confidence of all comparisons of the run. Null unless
 * both did the work in all of theirs, and where the system does not give the metric.
 */
export function compare(
  run: RunFile,
  head: string,
  base: string,
  metric: ComparedMetric,
): Comparison | null {
  if (isLive(metric)) {
    const confidence = comparisonConfidence(run, LAUNCH_LOOKS);
    const interval = ratioByLaunch(run, [head, base], metric, confidence);
    return interval && compared(interval, confidence);
  }
  const confidence = comparisonConfidence(run);
  const interval = ratioByRound(run, [head, base], metric, confidence);
  return interval && compared(interval, confidence);
}

/** What an interval shows that was to have this confidence. */
export function compared(interval: RatioInterval, confidence: number): Comparison {
  const { low, high, coverage } = interval;
  const seen = low > 1 ? 'more' : high < 1 ? 'less' : 'alike';
  return { ...interval, outcome: coverage < confidence ? 'unknown' : seen };
}

/** The same seen from the second. */
export function inverse({ ratio, low, high, outcome, ...sample }: Comparison): Comparison {
  const swapped = { more: 'less', less: 'more', alike: outcome, unknown: outcome } as const;
  return { ...sample, ratio: 1 / ratio, low: 1 / high, high: 1 / low, outcome: swapped[outcome] };
}

/** Whether it is of launches, and else of whole trials. */
export function isLive(metric: ComparedMetric): metric is LiveMetricName {
  return metric in LIVE_METRICS;
}

type Pair = readonly [head: string, base: string];

function ratioByRound(
  run: RunFile,
  pair: Pair,
  metric: MetricName,
  confidence: number,
): RatioInterval | null {
  if (!pair.every((id) => isValid(run, id))) return null;
  const values = pairedValues(run, pair, metric);
  if (values.length === 0) return null;
  const [heads, bases] = [values.map(([head]) => head), values.map(([, base]) => base)];
  return pairedRatio(heads, bases, confidence);
}

function ratioByLaunch(
  run: RunFile,
  pair: Pair,
  metric: LiveMetricName,
  confidence: number,
): RatioInterval | null {
  const logs = countedLaunches(run, pair).map((launch) => {
    const { timeLog, cpuLog } = launchRatio(launch, ...pair);
    return metric === 'itemMs' ? timeLog : cpuLog;
  });
  const known = logs.filter((log) => log !== null);
  return known.length === 0 || known.length < logs.length ? null : ratioOfLogs(known, confidence);
}
