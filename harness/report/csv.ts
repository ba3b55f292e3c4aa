import { LIVE_METRIC_NAMES } from '../../results/live-metrics.ts';
import { compare, type ComparedMetric } from '../analysis/comparison.ts';
import { homeRuntime } from '../analysis/home.ts';
import { validBaseline } from '../analysis/ranking.ts';
import { labelOf, type ScenarioSummary, type Summary } from '../analysis/summary.ts';
import { csvText, type CsvValue } from '../text/csv.ts';
import { medianOf } from './costs.ts';
import { invalidWord } from './tables/cells.ts';

/** Names of columns by what they hold, with the unit at the end. */
const FIGURES = [
  ['time_ms', 'wallMs'],
  ['peak_rss_bytes', 'peakRssBytes'],
  ['peak_pss_bytes', 'peakPssBytes'],
  ['cpu_ms', 'cpuMs'],
  ...LIVE_METRIC_NAMES.map(
    (metric) => [metric === 'itemMs' ? 'item_time_ms' : 'item_cpu_ms', metric] as const,
  ),
] as const satisfies readonly (readonly [string, ComparedMetric])[];

const ABOUT = ['workload', 'model', 'kind', 'status', 'items', 'rounds', 'launches'];

/**
 * A row per model of each run: medians with their 95 % intervals, and ratios to the baseline, which hold
 * together with 95 % confidence. Nothing stands where nothing was measured or compared.
 */
export function csvReport(summaries: readonly Summary[]): string {
  const titles = FIGURES.flatMap(([title]) => {
    const ratio = title.replace(/_(?:ms|bytes)$/, '_ratio');
    return [title, ratio].flatMap((name) => [name, `${name}_low`, `${name}_high`]);
  });
  const rows = summaries.flatMap((summary) => [
    ...summary.scenarios.map((one) => row(summary, one)),
    ...summary.run.notRun.map(({ label }) => [
      ...[null, label, 'model', 'not run', null, 0, 0],
      ...titles.map(() => null),
    ]),
  ]);
  return csvText([[...ABOUT, ...titles], ...rows]);
}

function row(summary: Summary, one: ScenarioSummary): readonly CsvValue[] {
  const { scenario, valid, completed, onceUp } = one;
  return [
    ...[scenario.workload, labelOf(one), scenario.kind, valid ? 'completed' : invalidWord(one)],
    ...[scenario.settings?.items ?? null, completed, onceUp?.launches ?? 0],
    ...FIGURES.flatMap(([, metric]) => figures(summary, one, metric)),
  ];
}

function figures(
  summary: Summary,
  one: ScenarioSummary,
  metric: ComparedMetric,
): readonly CsvValue[] {
  const median = medianOf(one, metric);
  const isHome = one.scenario.runtime === homeRuntime(summary.run);
  const baseline = isHome ? validBaseline(summary) : one.scenario.baseline;
  const ratio = baseline === null ? null : compare(summary.run, one.scenario.id, baseline, metric);
  return [
    ...(median ? [median.estimate, median.low, median.high] : [null, null, null]),
    ...(ratio ? [ratio.ratio, ratio.low, ratio.high] : [null, null, null]),
  ];
}
