import { type Decision, decisions } from '../../analysis/decisions.ts';
import type { Summary } from '../../analysis/summary.ts';
import { type Cell, columnsOf, type Table } from '../../text/table.ts';

/** What to use when one thing matters most, in the article's spirit but from the run. */
export function decisionTable(summary: Summary): Table {
  return {
    title: 'When to use what',
    columns: [
      ...columnsOf(['if it matters most', 'use'], []),
      { title: 'because', align: 'left', prose: true },
    ],
    rows: decisions(summary).map(decisionRow),
    notes: ['Of this work on this machine. Isolation and sharing are properties of the models.'],
  };
}

function decisionRow({ need, choose, because }: Decision): readonly Cell[] {
  const [first = 'cannot be said', ...others] = choose;
  const use =
    others.length === 0 ? { value: first } : { value: first, detail: `or ${others.join(', ')}` };
  return [{ value: need }, use, { value: because }];
}
