import { printable } from './printable.ts';
import type { Cell, Column, Table } from './table.ts';

/** The table as GitHub-flavoured Markdown under a heading of its own, of the second level or below. */
export function markdownTable(table: Table, level = 2): string {
  return `${'#'.repeat(level)} ${table.title}\n\n${markdownRows(table)}`.trimEnd();
}

/** The same without its title. */
export function markdownRows({ columns, rows, notes }: Table): string {
  const head = line(columns.map((column) => escapeCell(column.title)));
  const rule = line(columns.map(({ align }) => (align === 'right' ? '--:' : ':--')));
  const body = rows.map((row) => line(row.map((cell, index) => cellText(cell, columns[index]))));
  return [
    ...(rows.length === 0 ? [] : [head, rule, ...body, '']),
    ...notes.map((note) => `${escapeText(note)}  `),
  ]
    .join('\n')
    .trimEnd();
}

/** Lines as they are, such as those of a stack, which none of them can end. */
export function codeBlock(text: string, language = ''): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, printable(text.replaceAll(/\r\n?/g, '\n')), fence].join('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function cellText({ value, detail }: Cell, column: Column | undefined): string {
  const text = column?.align === 'right' ? inOneLine : escapeCell;
  return detail === undefined ? text(value) : `${text(value)}<br>${text(detail)}`;
}

/** A figure: neither `1.33 s` nor `1.20-1.49` breaks, which GitHub does where a table is wide. */
function inOneLine(figure: string): string {
  return escapeCell(figure)
    .replaceAll(/(?<=\d) (?=(?:[mµn]?s|[KM]?B|%)$)/g, '\u00a0')
    .replaceAll(/(?<=\d)-(?=\d)/g, '\u2011');
}

function escapeCell(text: string): string {
  return escapeText(text).replaceAll('|', '\\|');
}

/** Names and messages come from outside: none of them may become markup. */
export function escapeText(text: string): string {
  return printable(text.replaceAll(/\r\n?/g, '\n'))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/([\\`*_~[\]])/g, '\\$1')
    .replaceAll('\n', '<br>');
}
