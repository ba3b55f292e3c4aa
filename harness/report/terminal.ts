import CliTable from 'cli-table3';

import type { Cell, Table } from './table.ts';

/** No frame, two spaces between columns: the main table fits 80 columns. */
const RULES_ONLY = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  right: '',
  'right-mid': '',
  mid: '',
  'mid-mid': '',
  middle: '  ',
};

/** The table as text for a terminal of at least 80 columns. */
export function terminalTable({ title, columns, rows, notes }: Table): string {
  const table = new CliTable({
    head: columns.map((column) => column.title),
    colAligns: columns.map((column) => column.align),
    chars: RULES_ONLY,
    // cli-table3 colours its head and border even when told NO_COLOR.
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map((row) => row.map(cellText)));
  const text = table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
  const underTitle = '-'.repeat(title.length);
  return [title, underTitle, ...text, '', ...notes].join('\n').trimEnd();
}

function cellText({ value, detail }: Cell): string {
  return detail === undefined ? value : `${value}\n${detail}`;
}
