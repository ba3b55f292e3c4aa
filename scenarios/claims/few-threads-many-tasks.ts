import type {
  Claim,
  ClaimCase,
  ClaimChart,
  Figures,
  Judgement,
} from '../../harness/claim-contract.ts';
import { estimateCell } from '../../harness/text/estimate.ts';
import { columnsOf, type Table } from '../../harness/text/table.ts';
import { AMOUNT, comparedBriefly, comparedText, TIME } from './shared/compared.ts';

/** Workers of each row of the grid. */
const WORKERS = [1, 2, 4, 8, 16] as const;
/** Requests in flight over all workers: the columns. */
const TOTALS = [64, 400] as const;
/** The total at which the claim is judged: the article's, 4 x 100. */
const JUDGED = 400;
const ITEMS = 300;

type Row = (typeof WORKERS)[number];
type Total = (typeof TOTALS)[number];

/** How to split the same number of requests in flight over threads. */
const claim: Claim = {
  name: 'few-threads-many-tasks',
  number: 8,
  title: 'A few threads, each with many tasks',
  says: 'A thread is heavy: start 4 to 8 of them, and let each run an event loop with many tasks.',
  experiment:
    'A grid of worker threads × requests in flight per thread, with the same total in flight. Measured: time, memory and CPU.',
  rounds: { full: 3, quick: 1 },
  cases: () => TOTALS.flatMap((total) => WORKERS.map((workers) => gridCase(workers, total))),
  judge,
};
export default claim;

function gridCase(workers: Row, total: Total): ClaimCase {
  const settings = { items: ITEMS, workers, inFlight: total / workers };
  return { kind: 'model', id: idOf(workers, total), model: 'worker-threads', settings };
}

function idOf(workers: Row, total: Total): string {
  return `${workers} × ${total / workers}`;
}

/** The fewest threads whose time is not shown to be longer than that of any other number. */
function fewestAmongFastest(figures: Figures): Row {
  const time = (workers: Row) => figures.of(idOf(workers, JUDGED), 'wallMs');
  const fastest = Math.min(...WORKERS.map((workers) => time(workers).high));
  return WORKERS.find((workers) => time(workers).low <= fastest) ?? 1;
}

function judge(figures: Figures): Judgement {
  const best = fewestAmongFastest(figures);
  const most = WORKERS.at(-1) ?? best;
  const more = (figure: string) => figures.ratio(idOf(most, JUDGED), idOf(best, JUDGED), figure);
  const [time, memory, cpu] = [more('wallMs'), more('peakPssBytes'), more('cpuMs')];
  const holds = best < most && memory.low > 1 && cpu.low > 1;
  const threads = best === 1 ? '1 thread' : `${best} threads`;
  const costs = [
    comparedBriefly(time, TIME, 'no detected difference in time'),
    comparedBriefly(cpu, ['more CPU', 'less CPU'], 'no detected difference in CPU'),
  ].join(', ');
  const words =
    best === most
      ? `${threads} were the fastest`
      : `${threads} ${best === 1 ? 'was' : 'were'} enough; ${most} threads: ${costs}`;
  return {
    verdict: holds ? 'holds' : 'does-not-hold',
    sentence: `At ${JUDGED} requests in flight, ${words}.`,
    evidence:
      best === most
        ? []
        : [
            `${most} threads against ${threads}: time, ${comparedText(time, TIME)}; memory, ${comparedText(memory, AMOUNT)}; CPU, ${comparedText(cpu, AMOUNT)}.`,
          ],
    tables: [table(figures)],
    chart: chart(figures),
  };
}

function chart(figures: Figures): ClaimChart {
  return {
    title: `Time and CPU with ${JUDGED} requests in flight in total`,
    kind: 'lines',
    x: { title: 'threads (logarithmic)', unit: 'count', scale: 'log' },
    y: { title: 'from start to exit', unit: 'ms' },
    points: WORKERS.flatMap((workers) =>
      (['wallMs', 'cpuMs'] as const).map((figure) => ({
        x: workers,
        series: figure === 'wallMs' ? 'time' : 'CPU',
        y: figures.of(idOf(workers, JUDGED), figure),
      })),
    ),
  };
}

function table(figures: Figures): Table {
  return {
    title: 'Threads × requests in flight per thread',
    columns: columnsOf(['threads × in flight'], ['in flight', 'time', 'CPU', 'peak PSS']),
    rows: TOTALS.flatMap((total) =>
      WORKERS.map((workers) => {
        const id = idOf(workers, total);
        return [
          { value: id, sortBy: workers },
          { value: String(total), sortBy: total },
          estimateCell(figures.of(id, 'wallMs'), 'ms'),
          estimateCell(figures.of(id, 'cpuMs'), 'ms'),
          estimateCell(figures.of(id, 'peakPssBytes'), 'bytes'),
        ];
      }),
    ),
    notes: [
      `The main workload with ${ITEMS} items; one batch per thread. How many threads are enough depends on the machine's cores.`,
    ],
  };
}
