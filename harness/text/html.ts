import { printable } from './printable.ts';
import type { Cell, Column, Table } from './table.ts';

/**
 * The table as HTML, without its title. Each cell names its column, so that styles can show rows as
 * cards where a table would be too wide.
 */
export function htmlTable({ columns, rows, notes }: Table): string {
  const head = columns.map(
    ({ title, align, prose }) =>
      `<th scope="col" class="${align}${prose ? ' prose' : ''}">${escapeHtml(title)}</th>`,
  );
  const body = rows.map((row) => {
    const cells = row.map((cell, index) => htmlCell(cell, columns[index]));
    return `<tr${row[0]?.muted ? ' class="muted"' : ''}>${cells.join('')}</tr>`;
  });
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
  const title = escapeHtml(column?.title ?? '');
  const style = `${column?.align ?? 'left'}${column?.prose ? ' prose' : ''}`;
  return `<td class="${style}" data-title="${title}"${sort}>${shown}${small}</td>`;
}
