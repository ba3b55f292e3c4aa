import type { RunFile } from '../../../results/format.ts';
import { METRICS, type MetricName } from '../../../results/metrics.ts';
import { contenders } from '../../analysis/ranking.ts';
import { compare } from '../../analysis/comparison.ts';
import { comparisonWords } from '../../analysis/ratio-text.ts';
import { labelOf, type ScenarioSummary, type Summary } from '../../analysis/summary.ts';
import { formatValue } from '../../text/format.ts';
import { type Cell, columnsOf, type Table } from '../../text/table.ts';
import { PUBLISHED, type Published, publishedFigures } from './published.ts';

const NOT_COMPARABLE =
  'Only the ratios compare: the article ran Python with another HTTP client against the live PokeAPI on another machine, and does not say whose memory it shows. Memory here is peak RSS of the whole tree.';

const FIGURES = ['time', 'memory', 'CPU'] as const;

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
      'Below: compared with the first approach; our intervals are those of all comparisons of this report.',
      NOT_COMPARABLE,
    ],
  };
}

function publishedCells(row: Published): readonly Cell[] {
  const { time, memory, cpu } = publishedFigures(row);
  return [{ value: row.approach }, { value: 'article' }, time, memory, cpu];
}

/** Ratios are of the same rounds; the first row is not compared with itself. */
function ourCells(
  run: RunFile,
  ours: ScenarioSummary | undefined,
  first: ScenarioSummary | undefined,
): readonly Cell[] {
  if (ours === undefined)
    return ['n/a', 'here', ...FIGURES.map(() => 'n/a')].map((value) => ({ value }));
  const cell = (metric: MetricName, quantity: 'time' | 'amount'): Cell => {
    const other = ours === first ? null : (first?.scenario.id ?? null);
    const over = other === null ? null : compare(run, ours.scenario.id, other, metric);
    const median = medianCell(ours, metric);
    if (over === null) return median;
    const { words, range } = comparisonWords(over, quantity);
    return { ...median, detail: `${words} (${range})` };
  };
  return [
    { value: labelOf(ours) },
    { value: 'here' },
    cell('wallMs', 'time'),
    cell('peakRssBytes', 'amount'),
    cell('cpuMs', 'amount'),
  ];
}

function medianCell({ metrics }: ScenarioSummary, metric: MetricName): Cell {
  const median = metrics[metric]?.estimate ?? null;
  const value = formatValue(median, METRICS[metric].unit);
  return median === null ? { value } : { value, sortBy: median };
}
