import type { RunFile } from '../../../results/format.ts';
import { METRICS, type MetricName } from '../../../results/metrics.ts';
import { contenders } from '../../analysis/ranking.ts';
import { compare } from '../../analysis/comparison.ts';
import { labelOf, type ScenarioSummary, type Summary } from '../../analysis/summary.ts';
import { formatRatio, formatRatioRange, formatValue } from '../../text/format.ts';
import { type Cell, columnsOf, type Table } from '../../text/table.ts';

/** The published table of the article (25 April 2026), by what the models here name as their analogue. */
const PUBLISHED = [
  {
    ...{ analogue: 'threads under the GIL', approach: 'Threading (GIL)' },
    ...{ seconds: 9, megabytes: 85, cpuSeconds: 1.2 },
  },
  {
    ...{ analogue: 'free threading', approach: 'Free-threading' },
    ...{ seconds: 5.45, megabytes: 283, cpuSeconds: 6.55 },
  },
  {
    ...{ analogue: 'subinterpreters', approach: 'Subinterpreters' },
    ...{ seconds: 6.01, megabytes: 386, cpuSeconds: 19.66 },
  },
] as const;

const [FIRST] = PUBLISHED;

const NOT_COMPARABLE =
  'Only the ratios compare: the article ran Python with another HTTP client against the live PokeAPI on another machine, and does not say whose memory it shows. Memory here is peak RSS of the whole tree.';

const FIGURES = ['time', 'memory', 'CPU', 'speed-up'] as const;

/** The article's rows, each with ours below; ratios compare, absolute figures do not. */
export function articleTable(summary: Summary): Table {
  const ours = PUBLISHED.map(({ analogue }) =>
    contenders(summary).find(({ scenario }) => scenario.analogue === analogue),
  );
  return {
    title: "The article's table beside ours",
    columns: columnsOf(['approach', 'where'], FIGURES),
    rows: PUBLISHED.flatMap((row, index) => [
      publishedCells(row),
      ourCells(summary.run, ours[index], ours[0]),
    ]),
    notes: [
      'Below memory and CPU: times the first approach. Below our ratios: their confidence interval.',
      NOT_COMPARABLE,
    ],
  };
}

function publishedCells(row: (typeof PUBLISHED)[number]): readonly Cell[] {
  return [
    { value: row.approach },
    { value: 'article' },
    { value: `${row.seconds.toFixed(2)} s` },
    { value: `${row.megabytes} MB`, detail: times(row.megabytes / FIRST.megabytes) },
    { value: `${row.cpuSeconds} s`, detail: times(row.cpuSeconds / FIRST.cpuSeconds) },
    { value: times(FIRST.seconds / row.seconds) },
  ];
}

/** Ratios are of the same rounds; the first row is not compared with itself. */
function ourCells(
  run: RunFile,
  ours: ScenarioSummary | undefined,
  first: ScenarioSummary | undefined,
): readonly Cell[] {
  if (ours === undefined) {
    return ['n/a', 'here', ...FIGURES.map(() => 'n/a')].map((value) => ({ value }));
  }
  const overFirst = (metric: MetricName): Cell => {
    const over = first && compare(run, ours.scenario.id, first.scenario.id, metric);
    if (!over) return medianCell(ours, metric);
    const interval = ours === first ? '' : ` (${formatRatioRange(over)})`;
    return { ...medianCell(ours, metric), detail: `${times(over.ratio)}${interval}` };
  };
  const speedup = first && compare(run, first.scenario.id, ours.scenario.id, 'wallMs');
  return [
    { value: labelOf(ours) },
    { value: 'here' },
    medianCell(ours, 'wallMs'),
    overFirst('peakRssBytes'),
    overFirst('cpuMs'),
    {
      value: speedup ? times(speedup.ratio) : 'n/a',
      ...(speedup && ours !== first && { detail: formatRatioRange(speedup) }),
    },
  ];
}

function medianCell({ metrics }: ScenarioSummary, metric: MetricName): Cell {
  const median = metrics[metric]?.estimate ?? null;
  const value = formatValue(median, METRICS[metric].unit);
  return median === null ? { value } : { value, sortBy: median };
}

function times(ratio: number): string {
  return `${formatRatio(ratio)}x`;
}
