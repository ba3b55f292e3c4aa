import { METRICS, type MetricName } from '../../results/metrics.ts';
import { ratioByRound, type ScenarioSummary, type Summary } from '../analysis/summary.ts';
import { formatRatio, formatValue } from '../text/format.ts';
import type { Cell, Table } from '../text/table.ts';

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

const TITLES = ['article', 'time', 'memory', 'CPU', 'speed-up'] as const;

/** The article's rows beside ours; ratios compare, absolute figures do not. */
export function articleTable(summary: Summary): Table {
  const titles = [...TITLES, 'here', ...TITLES.slice(1)];
  return {
    title: "The article's table beside ours",
    columns: titles.map((title) => ({
      title,
      align: title === 'article' || title === 'here' ? 'left' : 'right',
    })),
    rows: PUBLISHED.map((row) => [...publishedCells(row), ...ourCells(summary, row.model)]),
    notes: [
      'Below memory and CPU: times the first row. Below our ratios: their 95 % interval.',
      NOT_COMPARABLE,
    ],
  };
}

function publishedCells(row: (typeof PUBLISHED)[number]): readonly Cell[] {
  return [
    { value: row.approach },
    { value: `${row.seconds.toFixed(2)} s` },
    { value: `${row.megabytes} MB`, detail: times(row.megabytes / FIRST.megabytes) },
    { value: `${row.cpuSeconds} s`, detail: times(row.cpuSeconds / FIRST.cpuSeconds) },
    { value: times(FIRST.seconds / row.seconds) },
  ];
}

function ourCells({ run, scenarios, comparedWith }: Summary, model: string): readonly Cell[] {
  const ours = scenarios.find(({ scenario, valid }) => valid && scenario.model === model);
  const against = (metric: MetricName): Cell => {
    const cell = medianCell(ours, metric);
    if (ours === undefined || comparedWith === null) return cell;
    if (ours.scenario.id === comparedWith) return { ...cell, detail: times(1) };
    const ratio = ratioByRound(run, ours.scenario.id, comparedWith, metric);
    if (ratio === null) return cell;
    return { ...cell, detail: `${times(ratio.ratio)} (${range(ratio)})` };
  };
  return [
    { value: model },
    medianCell(ours, 'wallMs'),
    against('peakRssBytes'),
    against('cpuMs'),
    speedUp(ours, comparedWith),
  ];
}

function medianCell(ours: ScenarioSummary | undefined, metric: MetricName): Cell {
  const median = ours?.metrics[metric]?.estimate ?? null;
  const value = formatValue(median, METRICS[metric].unit);
  return median === null ? { value } : { value, sortBy: median };
}

function speedUp(ours: ScenarioSummary | undefined, comparedWith: string | null): Cell {
  if (!ours?.speedup) return { value: 'n/a' };
  if (ours.scenario.id === comparedWith) return { value: times(1) };
  return { value: times(ours.speedup.ratio), detail: range(ours.speedup) };
}

function times(ratio: number): string {
  return `${formatRatio(ratio)}x`;
}

function range({ low, high }: { readonly low: number; readonly high: number }): string {
  return `${formatRatio(low)}-${formatRatio(high)}`;
}
