import type { Figures } from '../../../harness/claim-contract.ts';
import { estimateCell } from '../../../harness/text/estimate.ts';
import { formatValue } from '../../../harness/text/format.ts';
import { type Cell, columnsOf, type Table } from '../../../harness/text/table.ts';
import { ARTICLE } from './chart.ts';
import { FOREIGN_UNITS } from './foreign-units.ts';
import { costOfOneMore, MEASURES, measuresOf, wasMeasured } from './one-more.ts';
import { fewOf, manyOf, type Unit, UNITS } from './units.ts';

/** Every unit, and the two of the article. */
export function costTable(figures: Figures): Table {
  return {
    title: 'Cost of one more',
    columns: columnsOf(['what'], ['started', ...MEASURES.map(({ title }) => title)]),
    rows: [
      ...[...UNITS, ...FOREIGN_UNITS].map((unit) => row(figures, unit)),
      articleRow('goroutine', ARTICLE.goroutineBytes),
      articleRow('Python thread, its stack', ARTICLE.threadBytes),
    ],
    notes: [
      'The difference between starting many and few, divided by their number, from start to end. All start at once, so time is with every core at work.',
      ...refusals(figures),
    ],
  };
}

function row(figures: Figures, unit: Unit): readonly Cell[] {
  const what = { value: unit.title, detail: unit.load };
  if (!wasMeasured(figures, unit)) {
    const isThere = figures.has(manyOf(unit)) || figures.failure(manyOf(unit)) !== null;
    return [
      what,
      { value: isThere ? 'failed' : 'not run' },
      ...MEASURES.map(() => ({ value: 'n/a' })),
    ];
  }
  const present = measuresOf(figures, unit);
  return [
    what,
    startedCell(figures, unit),
    ...MEASURES.map((measure) =>
      present.includes(measure)
        ? estimateCell(costOfOneMore(figures, unit, measure), measure.unit)
        : { value: 'n/a' },
    ),
  ];
}

function startedCell(figures: Figures, unit: Unit): Cell {
  const { estimate } = figures.of(manyOf(unit), 'started');
  const cell = { value: formatValue(estimate, 'count'), sortBy: estimate };
  const asked = unit.many[figures.scale];
  return estimate < asked ? { ...cell, detail: `of ${asked}` } : cell;
}

function articleRow(title: string, bytes: number): readonly Cell[] {
  const memory = { value: formatValue(bytes, 'bytes'), sortBy: bytes };
  const none = { value: 'n/a' };
  return [{ value: title, detail: 'the article' }, none, none, none, memory];
}

/** What the machine would not start, and what it said where that brought the program down. */
function refusals(figures: Figures): readonly string[] {
  return [...UNITS, ...FOREIGN_UNITS].flatMap((unit) => {
    const asked = unit.many[figures.scale];
    const failure = figures.failure(manyOf(unit)) ?? figures.failure(fewOf(unit));
    if (failure !== null) return [`${asked} ${unit.plural} (${unit.load}): ${failure}.`];
    if (!figures.has(manyOf(unit)))
      return [`${unit.plural}: not run: the language is not installed.`];
    const { estimate } = figures.of(manyOf(unit), 'started');
    if (estimate >= asked) return [];
    return [`The machine started ${estimate} of ${asked} ${unit.plural} (${unit.load}).`];
  });
}
