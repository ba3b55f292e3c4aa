import { cardLines } from './cards.ts';
import { gridLines } from './grid.ts';
import { printable } from './printable.ts';
import { inked, type Ink, type Screen } from './screen.ts';
import type { Cell, Table } from './table.ts';
import { wrapped } from './wrap.ts';

/**
 * The table as text. Columns are as wide as their values; headings and what stands under a value
 * wrap at words, and rows become cards where that is still too wide.
 */
export function terminalTable({ title, columns, rows, notes }: Table, screen: Screen): string {
  const underline = '-'.repeat(Math.min(title.length, screen.columns));
  const shown = { columns, rows: rows.map((row) => row.map(printableCell)) };
  const body = rows.length === 0 ? [] : (gridLines(shown, screen) ?? cardLines(shown, screen));
  return [
    terminalText(title, screen, 'bold'),
    underline,
    ...(body.length === 0 ? [] : [...body, '']),
    ...notes.map((note) => terminalText(note, screen)),
  ]
    .join('\n')
    .trimEnd();
}

/** A sentence or more as lines that fit the screen. */
export function terminalText(text: string, screen: Screen, ink?: Ink): string {
  const lines = wrapped(printable(text), screen.columns);
  return lines.map((line) => inked(line, ink, screen)).join('\n');
}

function printableCell(cell: Cell): Cell {
  const { value, detail } = cell;
  const shown = { ...cell, value: printable(value) };
  return detail === undefined ? shown : { ...shown, detail: printable(detail) };
}
