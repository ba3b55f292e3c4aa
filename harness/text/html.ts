import { printable } from './printable.ts';
import type { Cell, Column, Table } from './table.ts';

/** The table as HTML, without its title. */
export function htmlTable({ columns, rows, notes }: Table): string {
  const head = columns.map(
    ({ title, align }) => `<th scope="col" class="${align}">${escapeHtml(title)}</th>`,
  );
  const body = rows.map(
    (row) => `<tr>${row.map((cell, index) => htmlCell(cell, columns[index])).join('')}</tr>`,
  );
  const table = [
    '<div class="scroll"><table>',
    `<thead><tr>${head.join('')}</tr></thead>`,
    `<tbody>\n${body.join('\n')}\n</tbody>`,
    '</table></div>',
  ];
  return [
    ...(rows.length === 0 ? [] : table),
    ...notes.map((note) => `<p class="note">${escapeHtml(note)}</p>`),
  ].join('\n');
}

/**
 * Names, messages and paths come from outside: none may become markup, in text or in an attribute
 * between double quotes.
 */
export function escapeHtml(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function htmlCell({ value, detail, sortBy, linkTo }: Cell, column: Column | undefined): string {
  const sort = sortBy === undefined ? '' : ` data-sort="${sortBy}"`;
  const small = detail === undefined ? '' : `<small>${escapeHtml(detail)}</small>`;
  const text = escapeHtml(value);
  const shown = linkTo === undefined ? text : `<a href="#${escapeHtml(linkTo)}">${text}</a>`;
  return `<td class="${column?.align ?? 'left'}"${sort}>${shown}${small}</td>`;
}
