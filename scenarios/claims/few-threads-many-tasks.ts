import type { Claim, ClaimCase, Figures, Judgement } from '../../harness/claim-contract.ts';
import { estimateCell, estimateText } from '../../harness/report/estimate.ts';

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
    'Worker threads × requests in flight per thread, with the same total in flight, as a grid: time, memory, CPU.',
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
  const [time, memory, cpu] = [more('wallMs'), more('peakRssBytes'), more('cpuMs')];
  const costly = memory.low > 1 && cpu.low > 1;
  const verdict = best < most && costly ? 'holds' : 'does-not-hold';
  return {
    verdict,
    sentence: `At ${JUDGED} in flight ${best === 1 ? '1 thread is' : `${best} threads are`} as fast as any other number of them tried; ${most} take ${estimateText(time, 'ratio')} times the time, ${estimateText(memory, 'ratio')} times the memory and ${estimateText(cpu, 'ratio')} times the CPU of that.`,
    tables: [table(figures)],
    chart: {
      title: `${best === 1 ? 'One thread is' : `${best} threads are`} enough; each further one costs CPU`,
      kind: 'lines',
      x: { title: 'threads (logarithmic)', scale: 'log' },
      y: { title: 'seconds' },
      points: WORKERS.flatMap((workers) =>
        (['wallMs', 'cpuMs'] as const).map((figure) => ({
          x: workers,
          series: figure === 'wallMs' ? 'time' : 'CPU',
          y: seconds(figures, idOf(workers, JUDGED), figure),
        })),
      ),
    },
  };
}

function seconds(figures: Figures, id: string, figure: 'wallMs' | 'cpuMs') {
  return figures.combine([id], (one = {}) => (one[figure] ?? NaN) / 1000);
}

function table(figures: Figures) {
  const right = (title: string) => ({ title, align: 'right' as const });
  return {
    title: 'Threads × requests in flight per thread',
    columns: [
      { title: 'threads × in flight', align: 'left' as const },
      ...['in flight', 'time', 'CPU', 'peak RSS'].map(right),
    ],
    rows: TOTALS.flatMap((total) =>
      WORKERS.map((workers) => {
        const id = idOf(workers, total);
        return [
          { value: id, sortBy: workers },
          { value: String(total), sortBy: total },
          estimateCell(figures.of(id, 'wallMs'), 'ms'),
          estimateCell(figures.of(id, 'cpuMs'), 'ms'),
          estimateCell(figures.of(id, 'peakRssBytes'), 'bytes'),
        ];
      }),
    ),
    notes: [
      `The main workload with ${ITEMS} items; one batch per thread. What is enough depends on the cores of the machine.`,
    ],
  };
}
