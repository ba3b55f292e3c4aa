import { labelOf, type ScenarioSummary, type Summary } from '../../analysis/summary.ts';
import { completedTrials } from '../../analysis/trials.ts';
import { bucketRange, type Latencies, mergeLatencies } from '../../../results/latencies.ts';
import { METRICS } from '../../../results/metrics.ts';
import { formatValue } from '../../text/format.ts';
import type { Chart, Layer } from '../../drawing/chart.ts';
import { colour } from '../../drawing/theme.ts';
import { asksMock } from '../shared.ts';
import { facets, ofKind, quantity, SAYS } from './parts.ts';
import { spanTitle } from './title.ts';

/** Buckets drawn as one bar: with all trials together, each of 2.2 % alone looks like a comb. */
const BUCKETS_PER_BAR = 3;
/** The medians of the table, so that both say the same. */
const QUANTILES = ['latencyP50Ms', 'latencyP99Ms'] as const;

interface Distribution {
  readonly summary: ScenarioSummary;
  readonly trials: number;
  readonly histogram: Latencies;
}

/** How long requests or items waited: one distribution per model, over all of its trials. */
export function latencyChart(summary: Summary): Chart | null {
  const shown = summary.scenarios
    .filter(({ valid }) => valid)
    .map((one): Distribution => {
      const trials = completedTrials(summary.run, one.scenario.id);
      const histogram = mergeLatencies(trials.map(({ latencies }) => latencies));
      return { summary: one, trials: trials.length, histogram };
    })
    .filter(({ histogram }) => histogram.length > 0);
  if (shown.length === 0) return null;
  const trials = Math.max(...shown.map((one) => one.trials));
  const what = asksMock(summary.run) ? 'requests' : 'items';
  const counts = shown.map(({ histogram }) => countOf(histogram));
  return {
    name: 'latency',
    title: spanTitle(summary, 'latencyP99Ms', `99 % of ${what} waited less than`),
    subtitle: `Share of ${what} by waiting time, over all trials (n = ${Math.max(...counts)} ${what} in ${trials} trials per model). Lines: medians of the trials' p50 and p99.`,
    spec: facets(
      shown.map((one) => labelOf(one.summary)),
      [...shown.flatMap((one) => barRows(one, what)), ...shown.flatMap(quantileRows)],
      [bars(what === 'items' ? 'an item' : 'a request'), ...quantiles()],
      14,
    ),
  };
}

const MS = { ...quantity('from'), scale: { type: 'log', nice: false } } as const;

function bars(what: string): Layer {
  return {
    transform: ofKind('bar'),
    mark: { type: 'rect', color: colour('sky') },
    encoding: {
      x: {
        ...MS,
        title: `waiting time of ${what} (ms, logarithmic)`,
        axis: { tickCount: 8, format: '~r' },
      },
      x2: { field: 'to' },
      y: {
        ...quantity('percent'),
        title: null,
        axis: { tickCount: 3, labelExpr: "datum.label + ' %'" },
      },
      y2: { datum: 0 },
      description: SAYS,
    },
  };
}

function quantiles(): readonly Layer[] {
  const transform = ofKind('quantile');
  return [
    {
      transform,
      mark: { type: 'rule', color: colour('ink'), strokeWidth: 1.5 },
      encoding: { x: MS, description: SAYS },
    },
    {
      transform,
      mark: { type: 'text', align: 'left', baseline: 'top', dx: 4, y: 0, aria: false },
      encoding: { x: MS, text: { field: 'label' } },
    },
  ];
}

function barRows({ summary, histogram }: Distribution, what: string) {
  const scenario = labelOf(summary);
  const total = countOf(histogram);
  const bars = histogram.map(
    ([bucket, count]) => [Math.floor(bucket / BUCKETS_PER_BAR), count] as const,
  );
  return mergeLatencies([bars]).map(([bar, count]) => {
    const [from] = bucketRange(bar * BUCKETS_PER_BAR);
    const [, to] = bucketRange((bar + 1) * BUCKETS_PER_BAR - 1);
    const percent = (100 * count) / total;
    const says = `${scenario}, ${formatValue(from, 'ms')} to ${formatValue(to, 'ms')}: ${percent.toFixed(1)} % of ${what}`;
    return { kind: 'bar', scenario, from, to, percent, says };
  });
}

function quantileRows({ summary }: Distribution) {
  const scenario = labelOf(summary);
  return QUANTILES.flatMap((metric) => {
    const ms = summary.metrics[metric]?.estimate ?? null;
    if (ms === null) return [];
    const label = `${METRICS[metric].title} ${formatValue(ms, 'ms')}`;
    return { kind: 'quantile', scenario, from: ms, label, says: `${scenario}: ${label}` };
  });
}

function countOf(histogram: Latencies): number {
  return histogram.reduce((sum, [, count]) => sum + count, 0);
}
