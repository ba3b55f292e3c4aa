import { inked, type Screen } from './screen.ts';
import type { Cell, Column, Table } from './table.ts';
import { wrappedWithin } from './wrap.ts';

/** Every row by itself, its figures below its name: for tables that are wider than the screen. */
export function cardLines(
  { columns: [, ...columns], rows }: Pick<Table, 'columns' | 'rows'>,
  screen: Screen,
): readonly string[] {
  const cards = rows.map(([name = { value: '' }, ...cells]) => [
    ...nameLines(name, screen),
    ...cells.flatMap((cell, index) => figureLines(cell, columns[index], screen)),
  ]);
  return cards.flatMap((card, index) => (index === 0 ? card : ['', ...card]));
}

function nameLines({ value, detail, ink }: Cell, screen: Screen): readonly string[] {
  const lines = wrappedWithin(withDetail(value, detail), screen.columns);
  return lines.map((line) => inked(line, ink, screen));
}

function figureLines(
  { value, detail }: Cell,
  column: Column | undefined,
  { columns }: Screen,
): readonly string[] {
  if (value === '' && detail === undefined) return [];
  const texts = column?.prose
    ? [value, ...(detail === undefined ? [] : [detail])]
    : [`${column?.title ?? ''}: ${withDetail(value, detail)}`];
  return texts.flatMap((text) => wrappedWithin(text, columns - 2)).map((line) => `  ${line}`);
}

function withDetail(value: string, detail: string | undefined): string {
  if (detail === undefined) return value;
  return detail.endsWith(')') ? `${value}, ${detail}` : `${value} (${detail})`;
}
