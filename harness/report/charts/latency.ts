import { labelOf, type ScenarioSummary, type Summary } from '../../analysis/summary.ts';
import { completedTrials } from '../../analysis/trials.ts';
import { bucketRange, type Latencies, mergeLatencies } from '../../../results/latencies.ts';
import { METRICS } from '../../../results/metrics.ts';
import { logAxis } from '../../drawing/axis.ts';
import type { Chart, Layer } from '../../drawing/chart.ts';
import { colour, type Layout } from '../../drawing/theme.ts';
import { formatValue } from '../../text/format.ts';
import { asksMock } from '../shared.ts';
import { facetMarks, facets, ofKind, quantity, SAYS } from './parts.ts';
import { COLOUR, modelColours } from './rows.ts';
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
  const colours = modelColours(summary);
  const rows = shown.flatMap((one) => barRows(one, what, colours));
  return {
    name: 'latency',
    title: spanTitle(summary, 'latencyP99Ms', `99 % of ${what} waited less than`),
    subtitle: `Share of ${what} by waiting time (logarithmic), of ${Math.max(...counts)} ${what} in ${trials} trials per model. Lines: medians of the trials' p50 (solid) and p99 (dashed).`,
    spec: (layout) =>
      facets(
        { field: 'heading', names: shown.map(headingOf) },
        [...rows, ...shown.flatMap(quantileRows)],
        [bars(rows, layout), quantiles()],
        layout,
      ),
  };
}

const MS = { ...quantity('from'), scale: { type: 'log', nice: false } } as const;

function bars(rows: ReturnType<typeof barRows>, { ticks }: Layout): Layer {
  const [low, high] = [
    Math.min(...rows.map(({ from }) => from)),
    Math.max(...rows.map(({ to }) => to)),
  ];
  return {
    transform: ofKind('bar'),
    mark: { type: 'rect', opacity: 0.75 },
    encoding: {
      x: { ...MS, title: null, axis: logAxis('ms', [low, high], ticks + 2) },
      x2: { field: 'to' },
      y: { ...quantity('percent'), title: null, axis: facetMarks("datum.label + ' %'") },
      y2: { datum: 0 },
      color: COLOUR,
      description: SAYS,
    },
  };
}

function quantiles(): Layer {
  return {
    transform: ofKind('quantile'),
    mark: { type: 'rule', color: colour('ink'), strokeWidth: 1.5 },
    encoding: {
      x: MS,
      strokeDash: {
        field: 'metric',
        type: 'nominal',
        legend: null,
        scale: {
          domain: [...QUANTILES],
          range: [
            [1, 0],
            [4, 3],
          ],
        },
      },
      description: SAYS,
    },
  };
}

/** Name and quantiles, above the plot: beside the lines they would lie over bars and each other. */
function headingOf({ summary }: Distribution): string {
  const figures = QUANTILES.map(
    (metric) =>
      `${METRICS[metric].title} ${formatValue(summary.metrics[metric]?.estimate ?? null, 'ms')}`,
  );
  return `${labelOf(summary)}: ${figures.join(', ')}`;
}

function barRows(one: Distribution, what: string, colours: ReadonlyMap<string, string>) {
  const { summary, histogram } = one;
  const [heading, colour] = [headingOf(one), colours.get(summary.scenario.id)];
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
    return { kind: 'bar', heading, colour, from, to, percent, says };
  });
}

function quantileRows(one: Distribution) {
  const { summary } = one;
  return QUANTILES.flatMap((metric) => {
    const ms = summary.metrics[metric]?.estimate ?? null;
    if (ms === null) return [];
    const says = `${labelOf(summary)}: ${METRICS[metric].title} ${formatValue(ms, 'ms')}`;
    return { kind: 'quantile', heading: headingOf(one), metric, from: ms, says };
  });
}

function countOf(histogram: Latencies): number {
  return histogram.reduce((sum, [, count]) => sum + count, 0);
}
