import type { Figures } from '../../../harness/claim-contract.ts';
import { estimateCell } from '../../../harness/text/estimate.ts';
import { formatValue } from '../../../harness/text/format.ts';
import { type Cell, columnsOf, type Table } from '../../../harness/text/table.ts';
import { ALONE } from './cases.ts';

const WRONGS = [
  { id: 'count-plain', what: 'one counter', how: 'plain', figures: ['updates', 'lost'] },
  { id: 'count-atomics', what: 'one counter', how: 'Atomics.add', figures: ['updates', 'lost'] },
  { id: 'count-lock', what: 'one counter', how: 'lock', figures: ['updates', 'lost'] },
  { id: 'read-record', what: 'a record of two fields', how: 'plain', figures: ['reads', 'torn'] },
  {
    id: 'read-record-with-lock',
    what: 'a record of two fields',
    how: 'lock',
    figures: ['reads', 'torn'],
  },
  { id: 'read-value', what: 'a number of 8 bytes', how: 'aligned', figures: ['reads', 'torn'] },
  {
    id: 'read-value-over-lines',
    what: 'a number of 8 bytes',
    how: 'over two cache lines',
    figures: ['reads', 'torn'],
  },
] as const;

/** What two threads made of the same memory. */
export function raceTable(figures: Figures): Table {
  return {
    title: 'What went wrong with two threads',
    columns: columnsOf(['shared'], ['updates or reads', 'lost or torn', 'share']),
    rows: WRONGS.map(({ id, what, how, figures: [tries, wrong] }) => [
      { value: what, detail: how },
      countCell(figures, id, tries),
      estimateCell(figures.of(id, wrong), 'count'),
      estimateCell(
        figures.combine([id], (one = {}) => (one[wrong] ?? NaN) / (one[tries] ?? NaN)),
        'share',
      ),
    ]),
    notes: [
      'Lost are updates that the counter does not show in the end; torn is a read of which half is new and half is old.',
      'Only the bytes of a SharedArrayBuffer can be raced for: threads of Node share no objects.',
    ],
  };
}

function countCell(figures: Figures, id: string, figure: string): Cell {
  const { estimate } = figures.of(id, figure);
  return { value: formatValue(estimate, 'count'), sortBy: estimate };
}

/** How an update is made, where its cost alone is found, and where that against another thread. */
export const UPDATES = [
  { title: 'plain', detail: 'loses updates', alone: 'plainMs', raced: 'count-plain' },
  { title: 'Atomics.add', detail: 'one counter', alone: 'atomicsMs', raced: 'count-atomics' },
  { title: 'lock', detail: 'one counter', alone: 'lockMs', raced: 'count-lock' },
  {
    title: 'Atomics.add',
    detail: 'own counters, side by side',
    alone: 'atomicsMs',
    raced: 'count-adjacent',
  },
  {
    title: 'Atomics.add',
    detail: 'own counters, 128 bytes apart',
    alone: 'atomicsMs',
    raced: 'count-padded',
  },
] as const;

export function priceTable(figures: Figures): Table {
  return {
    title: 'Cost of one update',
    columns: columnsOf(['update'], ['CPU alone', 'CPU, two threads', 'time, two threads']),
    rows: UPDATES.map(({ title, detail, alone, raced }) => [
      { value: title, detail },
      estimateCell(figures.of(ALONE, alone), 'ms'),
      estimateCell(figures.of(raced, 'cpuMsPerUpdate'), 'ms'),
      estimateCell(figures.of(raced, 'msPerUpdate'), 'ms'),
    ]),
    notes: [
      'Time is from the start of both threads to the end of the later, for all updates.',
      'Two hardware threads of one core, which a virtual machine may show as two cores, share its caches: writing to the same line then costs hardly more.',
    ],
  };
}
