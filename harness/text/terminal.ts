import CliTable from 'cli-table3';

import { printable } from './printable.ts';
import type { Cell, Table } from './table.ts';
import { wrapped } from './wrap.ts';

/** No frame: what cli-table3 draws around and between the cells. */
const RULES = [
  ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left'],
  ...['bottom-right', 'left', 'left-mid', 'right', 'right-mid', 'mid', 'mid-mid'],
];
const NO_RULES = Object.fromEntries(RULES.map((rule) => [rule, '']));

const TERMINAL_COLUMNS = 80;

/**
 * The table as text. Columns are as wide as their values; headings and what stands under a value
 * wrap at words, so that the tables of a run fit 80 columns.
 */
export function terminalTable({ title, columns, rows, notes }: Table): string {
  const body = rows.length === 0 ? [] : [...bodyLines({ columns, rows }), ''];
  const underTitle = '-'.repeat(title.length);
  return [title, underTitle, ...body, ...notes.map(terminalText)].join('\n').trimEnd();
}

/** A sentence or more as lines that fit a terminal. */
export function terminalText(text: string): string {
  return wrapped(printable(text), TERMINAL_COLUMNS).join('\n');
}

function bodyLines({ columns, rows }: Pick<Table, 'columns' | 'rows'>): readonly string[] {
  const widths = columnWidths({ columns, rows });
  const fits = widths.reduce((sum, each) => sum + each + 2, -2) <= TERMINAL_COLUMNS;
  const table = new CliTable({
    head: columns.map((column) => column.title),
    colAligns: columns.map((column) => column.align),
    colWidths: widths,
    wordWrap: true,
    chars: { ...NO_RULES, middle: fits ? '  ' : ' ' },
    // cli-table3 colours its head and border even when told NO_COLOR.
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map((row) => row.map((cell) => printable(cellText(cell)))));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

/** Prose takes what the other columns leave. */
function columnWidths({ columns, rows }: Pick<Table, 'columns' | 'rows'>): number[] {
  const widths = columns.map(({ title, prose }, index) =>
    prose ? 0 : Math.max(longestWord(title), ...rows.map((row) => width(row[index]))),
  );
  const left = widths.reduce((rest, each) => rest - each - 2, TERMINAL_COLUMNS + 2);
  const share = Math.floor(left / columns.filter(({ prose }) => prose).length);
  return widths.map((each, index) => (columns[index]?.prose ? share : each));
}

function width(cell: Cell | undefined): number {
  return Math.max(cell?.value.length ?? 0, longestWord(cell?.detail ?? ''));
}

/** A per cent sign stays with its number. */
function longestWord(text: string): number {
  return Math.max(...text.split(/ (?!%)/).map((word) => word.length));
}

function cellText({ value, detail }: Cell): string {
  return detail === undefined ? value : `${value}\n${detail}`;
}
