import type { Figures } from '../../../harness/claim-contract.ts';
import { formatValue } from '../../../harness/text/format.ts';
import { type Cell, columnsOf, type Table } from '../../../harness/text/table.ts';
import { GOROUTINE, PYTHON_THREAD } from './foreign-units.ts';
import { costOfOneMore, MEASURES, measuresOf, wasMeasured } from './one-more.ts';
import { EMPTY_CHILD, EMPTY_TASK, EMPTY_THREAD, manyOf, type Unit } from './units.ts';

/** A column of the article's table. */
interface Concepts {
  readonly title: string;
  /** Whose cost of one more it is. */
  readonly unit: Unit;
  /** Of another language, which this machine may not have. */
  readonly foreign?: true;
  readonly words: readonly [
    executionUnit: string,
    scheduler: string,
    communication: string,
    sharedMemory: string,
    parallelism: string,
  ];
}

const COLUMNS: readonly Concepts[] = [
  {
    ...{ title: 'single-threaded', unit: EMPTY_TASK },
    words: ['async task', 'event loop, cooperative', 'objects', 'all of it', 'no'],
  },
  {
    ...{ title: 'worker-threads', unit: EMPTY_THREAD },
    words: ['thread + event loop', 'system, 1:1', 'shared memory, messages', 'bytes', 'yes'],
  },
  {
    ...{ title: 'child-processes', unit: EMPTY_CHILD },
    words: ['process + event loop', 'system, 1:1', 'messages', 'none', 'yes'],
  },
  {
    ...{ title: 'Go', unit: GOROUTINE, foreign: true },
    words: ['goroutine', 'runtime, M:N, work-stealing', 'channels', 'all, with sync.Mutex', 'yes'],
  },
  {
    ...{ title: 'Python threads', unit: PYTHON_THREAD, foreign: true },
    words: [
      'thread + asyncio loop',
      'system, 1:1',
      'queue.Queue',
      'all, with threading.Lock',
      'without the GIL',
    ],
  },
];

const ROWS = ['execution unit', 'scheduler', 'communication', 'shared memory', 'parallelism'];

/** The article's table of concepts, with the cost of creation as it was measured here. */
export function conceptTable(figures: Figures): Table {
  const wordRows = ROWS.map((title, row) => [
    { value: title },
    ...COLUMNS.map((column) => wordCell(figures, column, row)),
  ]);
  const costRows = MEASURES.map((measure) => [
    { value: 'creation cost', detail: measure.title },
    ...COLUMNS.map((column) => costCell(figures, column, measure)),
  ]);
  return {
    title: "The article's table of concepts",
    columns: columnsOf(['concept', ...COLUMNS.map(({ title }) => title)], []),
    rows: [...wordRows.slice(0, -1), ...costRows, ...wordRows.slice(-1)],
    notes: [
      'Creation cost is that of one more, as measured above. Cores that each model keeps busy: concurrency-and-parallelism, and the table Languages of compare.',
    ],
  };
}

function wordCell(figures: Figures, column: Concepts, row: number): Cell {
  return { value: isMissing(figures, column) ? 'not run' : (column.words[row] ?? '') };
}

function costCell(figures: Figures, column: Concepts, measure: (typeof MEASURES)[number]): Cell {
  const { unit } = column;
  if (isMissing(figures, column)) return { value: 'not run' };
  if (!wasMeasured(figures, unit)) return { value: 'failed' };
  if (!measuresOf(figures, unit).includes(measure)) return { value: 'n/a' };
  return { value: formatValue(costOfOneMore(figures, unit, measure).estimate, measure.unit) };
}

/** Whether the language was not there when the run was planned. */
function isMissing(figures: Figures, { foreign, unit }: Concepts): boolean {
  return foreign === true && !figures.has(manyOf(unit)) && figures.failure(manyOf(unit)) === null;
}
