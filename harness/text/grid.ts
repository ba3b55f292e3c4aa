import CliTable from 'cli-table3';

import { barOf, LONGEST_BAR } from './bar.ts';
import { columnWidths, type Span } from './column-widths.ts';
import { inked, type Ink, type Screen } from './screen.ts';
import type { Cell, Column, Table } from './table.ts';
import { longestWord, wrappedWithin } from './wrap.ts';

/** No frame: what cli-table3 draws around and between the cells. */
const RULES = [
  ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left'],
  ...['bottom-right', 'left', 'left-mid', 'right', 'right-mid', 'mid', 'mid-mid'],
];
const NO_RULES = Object.fromEntries(RULES.map((rule) => [rule, '']));

/** A word of prose that is longer, such as a path, is broken rather than all the others moved. */
const LONGEST_PROSE_WORD = 24;

/** Rows below one another, as wide as the screen at most; null where they do not fit it. */
export function gridLines(
  { columns, rows }: Pick<Table, 'columns' | 'rows'>,
  screen: Screen,
): readonly string[] | null {
  const cells = columns.map((_, index) => rows.map((row) => row[index] ?? { value: '' }));
  const spans = columns.map((column, index) => spanOf(column, cells[index] ?? [], screen));
  const widths = columnWidths(spans, screen.columns);
  if (widths === null) return null;
  const shown = columns.map((column, index) =>
    shownColumn(column, cells[index] ?? [], widths.columns[index] ?? 1, screen),
  );
  const table = new CliTable({
    head: shown.map(({ head }) => head),
    colAligns: columns.map((column) => column.align),
    colWidths: shown.map(({ width }) => width),
    chars: { ...NO_RULES, middle: ' '.repeat(widths.gap) },
    // cli-table3 colours its head and border even when told NO_COLOR.
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map((_, index) => shown.map(({ body }) => body[index] ?? '')));
  const lines = table.toString().split('\n');
  return lines.map((line) => line.trimEnd());
}

/** Only prose wraps in its value; headings and what stands under a value always may. */
function spanOf({ title, prose }: Column, cells: readonly Cell[], screen: Screen): Span {
  const details = cells.map(({ detail }) => detail ?? '');
  const values = cells.map(({ value }) => value);
  const words = [title, ...details, ...(prose ? values : [])].map(longestWord);
  const word = Math.max(
    ...(prose ? words.map((each) => Math.min(each, LONGEST_PROSE_WORD)) : words),
  );
  const hasBars = screen.styled && cells.some(({ bar }) => bar !== undefined);
  const value = longest(values);
  return {
    least: prose ? word : Math.max(word, value),
    most: Math.max(longest([title, ...details]), value + (hasBars ? 1 + LONGEST_BAR : 0)),
  };
}

/** A cell as lines, the first without its bar. */
interface ShownCell {
  readonly bar: string;
  readonly lines: readonly string[];
  readonly ink: Ink | undefined;
}

/** Heading and cells of a column in lines of `most` characters, and how many the longest of them needs. */
function shownColumn(column: Column, cells: readonly Cell[], most: number, screen: Screen) {
  const head = wrappedWithin(column.title, most);
  const valueWidth = longest(cells.map(({ value }) => value));
  const shown = cells.map((cell) => shownCell(cell, { most, valueWidth }, screen));
  const body = shown.flatMap(({ bar, lines: [first = '', ...others] }) => [bar + first, ...others]);
  return {
    head: head.join('\n'),
    body: shown.map((cell) => cellText(cell, screen)),
    width: longest([...head, ...body]),
  };
}

function shownCell(
  { value, detail = '', bar: share, ink }: Cell,
  { most, valueWidth }: { readonly most: number; readonly valueWidth: number },
  { styled }: Screen,
): ShownCell {
  const bar = share === undefined || !styled ? '' : barOf(share, most - valueWidth - 1);
  const [first = '', ...others] = [...wrappedWithin(value, most), ...wrappedWithin(detail, most)];
  return { bar, lines: [bar === '' ? first : ` ${first.padStart(valueWidth)}`, ...others], ink };
}

function cellText({ bar, lines: [first = '', ...others], ink }: ShownCell, screen: Screen): string {
  const figure = bar === '' ? inked(first, ink, screen) : `${inked(bar, ink, screen)}${first}`;
  return [figure, ...others].join('\n');
}

function longest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length));
}
