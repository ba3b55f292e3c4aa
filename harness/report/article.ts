import type { ScenarioSummary, Summary } from '../analysis/summary.ts';
import { METRICS, type MetricName } from '../../results/metrics.ts';
import { formatRatio, formatValue } from './format.ts';
import type { Cell, Table } from './table.ts';

/** The published table of the article (25 April 2026), by the model here that mirrors each row. */
const PUBLISHED = [
  {
    model: 'single-threaded',
    approach: 'Threading (GIL)',
    seconds: 9,
    megabytes: 85,
    cpuSeconds: 1.2,
  },
  {
    model: 'worker-threads',
    approach: 'Free-threading',
    seconds: 5.45,
    megabytes: 283,
    cpuSeconds: 6.55,
  },
  {
    model: 'child-processes',
    approach: 'Subinterpreters',
    seconds: 6.01,
    megabytes: 386,
    cpuSeconds: 19.66,
  },
] as const;

const [FIRST] = PUBLISHED;

const NOT_COMPARABLE =
  'Only the ratios compare: the article ran Python with another HTTP client against the live PokeAPI on another machine, and does not say whose memory it shows. Memory here is peak RSS of the whole tree.';

/** The article's rows beside ours; ratios compare, absolute figures do not. */
export function articleTable({ scenarios }: Summary): Table {
  const titles = [
    'article',
    'time',
    'memory',
    'CPU',
    'speed-up',
    'here',
    'time',
    'memory',
    'CPU',
    'speed-up',
  ];
  return {
    title: "The article's table beside ours",
    columns: titles.map((title) => ({
      title,
      align: title === 'article' || title === 'here' ? 'left' : 'right',
    })),
    rows: PUBLISHED.map((row) => {
      const ours = scenarios.find(({ scenario, valid }) => valid && scenario.model === row.model);
      return [
        { value: row.approach },
        { value: `${row.seconds.toFixed(2)} s` },
        { value: `${row.megabytes} MB` },
        { value: `${row.cpuSeconds} s` },
        { value: formatRatio(FIRST.seconds / row.seconds) },
        { value: row.model },
        medianCell(ours, 'wallMs'),
        medianCell(ours, 'peakRssBytes'),
        medianCell(ours, 'cpuMs'),
        { value: ours?.speedup ? formatRatio(ours.speedup.ratio) : 'n/a' },
      ];
    }),
    notes: [NOT_COMPARABLE],
  };
}

function medianCell(ours: ScenarioSummary | undefined, metric: MetricName): Cell {
  const median = ours?.metrics[metric]?.estimate ?? null;
  const value = formatValue(median, METRICS[metric].unit);
  return median === null ? { value } : { value, sortBy: median };
}
