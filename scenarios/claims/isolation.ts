import type {
  Claim,
  ClaimCase,
  ClaimChart,
  Figures,
  Judgement,
  Scale,
} from '../../harness/claim-contract.ts';
import { estimateCell, estimateText } from '../../harness/text/estimate.ts';
import { formatAlternatives, formatList } from '../../harness/text/format.ts';
import { type Cell, columnsOf, type Table } from '../../harness/text/table.ts';
import { WORKER_KINDS, type WorkerKind } from './shared/workers/worker.ts';
import { programUrl } from '../program-url.ts';
import { type Fault, FAULTS, isRunaway } from './isolation/fault.ts';
import type { IsolationInput } from './isolation/program.ts';

/** One of them is the bad one. */
const WORKERS: Readonly<Record<Scale, number>> = { full: 4, quick: 2 };
const PATIENCE_MS = 150;
const STOP_PATIENCE_MS = 300;
const HEAP_MB = 32;

const WHAT_IT_DOES: Readonly<Record<Fault, string>> = {
  throw: 'throws',
  exit: 'exits',
  heap: 'fills its heap',
  runaway: 'runs away',
  hotloop: 'runs away in a hot loop',
  kill: 'is killed',
};

/** How far the fault of one worker reaches, in each model. */
const claim: Claim = {
  name: 'isolation',
  number: 9,
  title: 'Strict isolation',
  says: 'For strict isolation, plugins and sandboxes take subinterpreters, which share nothing; threads share memory.',
  experiment: `One of ${WORKERS.full} workers throws, exits, fills its heap, runs away or is killed: what becomes of the others' work, and when the fault is noticed.`,
  rounds: { full: 6, quick: 2 },
  cases: (scale) => WORKER_KINDS.map((kind) => caseOf(kind, scale)),
  judge,
};
export default claim;

function caseOf(kind: WorkerKind, scale: Scale): ClaimCase {
  const input: IsolationInput = {
    kind,
    faults: FAULTS,
    workers: WORKERS[scale],
    items: 16,
    itemMs: 5,
    longItemMs: 36,
    itemsBeforeFault: 2,
    patienceMs: PATIENCE_MS,
    stopPatienceMs: STOP_PATIENCE_MS,
    heapMb: HEAP_MB,
  };
  const program = programUrl(import.meta, './isolation/program');
  return { kind: 'program', id: kind, program, input: { ...input } };
}

/** In every round the others lost nothing, and the main program came to its end. */
function confines(figures: Figures, kind: WorkerKind, fault: Fault): boolean {
  const lost = figures.of(kind, `${fault}.othersLostShare`);
  return lost.high === 0 && figures.of(kind, `${fault}.modelSurvives`).low === 1;
}

function judge(figures: Figures): Judgement {
  const confined = (kind: WorkerKind) => FAULTS.filter((fault) => confines(figures, kind, fault));
  const byThreads = confined('worker-threads');
  const passThreads = FAULTS.filter((fault) => !byThreads.includes(fault));
  const parts = {
    sentence: `${reach(figures)} ${notice(figures)}`,
    tables: [lostTable, survivorTable, noticeTable, stopTable].map((table) => table(figures)),
    chart: chart(figures),
  };
  const processesDo = confined('child-processes').length === FAULTS.length;
  if (!processesDo || passThreads.length === 0) return { verdict: 'does-not-hold', ...parts };
  if (byThreads.length <= confined('single-threaded').length) return { verdict: 'holds', ...parts };
  const condition = `it takes processes where a worker ${either(passThreads)}; where it ${either(byThreads)}, threads confine it as well`;
  return { verdict: 'depends', condition, ...parts };
}

/** How many faults stay with the worker, and what the others lose by the worst of the rest. */
function reach(figures: Figures): string {
  const parts = WORKER_KINDS.map((kind) => {
    const passing = FAULTS.filter((fault) => !confines(figures, kind, fault));
    const count = `${FAULTS.length - passing.length} in ${kind}`;
    const lost = (fault: Fault) => figures.of(kind, `${fault}.othersLostShare`);
    const [worst] = passing.toSorted((a, b) => lost(b).estimate - lost(a).estimate);
    if (worst === undefined) return count;
    return `${count}, where the others lose ${estimateText(lost(worst), 'share')} when it ${WHAT_IT_DOES[worst]}`;
  });
  return `Of ${FAULTS.length} faults of one worker, so many harm nobody else: ${parts.join('; ')}.`;
}

function notice(figures: Figures): string {
  const times = WORKER_KINDS.map(
    (kind) => `${estimateText(figures.of(kind, 'throw.noticedMs'), 'ms')} in ${kind}`,
  );
  return `A worker that throws is noticed after ${formatList(times)}.`;
}

function either(faults: readonly Fault[]): string {
  return formatAlternatives(faults.map((fault) => WHAT_IT_DOES[fault]));
}

function lostTable(figures: Figures): Table {
  return byFault(
    "Lost of the others' work",
    FAULTS,
    (kind, fault) => estimateCell(figures.of(kind, `${fault}.othersLostShare`), 'share'),
    [
      'Of the items that the other workers still had to do at the moment of the fault.',
      `Heaps are limited to ${HEAP_MB} MiB: that of a thread or child, or the only one. Hot loop: it fills arrays, and has run often enough before to be optimised.`,
      'Killed: SIGKILL to the process that the worker runs in. A thread has none of its own; nearest to it is terminate(), by which runaways are stopped.',
    ],
  );
}

function survivorTable(figures: Figures): Table {
  const note = `Of the ${WORKERS[figures.scale] - 1} other workers, those that did all their work; below, the main program.`;
  return byFault('Who survives', FAULTS, (kind, fault) => survivors(figures, kind, fault), [note]);
}

function survivors(figures: Figures, kind: WorkerKind, fault: Fault): Cell {
  const { low, high, estimate } = figures.of(kind, `${fault}.othersFinished`);
  const main = figures.of(kind, `${fault}.modelSurvives`);
  const ends = main.high === 0 ? 'main ends' : 'main ends in some rounds';
  return {
    value: `${low === high ? low : `${low}-${high}`} of ${WORKERS[figures.scale] - 1}`,
    detail: main.low === 1 ? 'main goes on' : ends,
    sortBy: estimate,
  };
}

function noticeTable(figures: Figures): Table {
  return byFault(
    'Until the fault is noticed',
    FAULTS,
    (kind, fault) => estimateCell(figures.of(kind, `${fault}.noticedMs`), 'ms'),
    [
      'From the moment it was ordered, by an event of the thread or child, or by the end of the process.',
      `Nothing tells of a runaway: who watches it waits for ${PATIENCE_MS} ms.`,
    ],
  );
}

function stopTable(figures: Figures): Table {
  return byFault(
    'From there until a runaway is gone',
    FAULTS.filter(isRunaway),
    (kind, fault) => estimateCell(figures.of(kind, `${fault}.stopMs`), 'ms'),
    [
      `By terminate() of a thread, SIGKILL of a child. Where it is not gone ${STOP_PATIENCE_MS} ms later, or shares the only loop, by SIGKILL of the whole.`,
    ],
  );
}

function byFault(
  title: string,
  faults: readonly Fault[],
  cell: (kind: WorkerKind, fault: Fault) => Cell,
  notes: readonly string[],
): Table {
  return {
    title,
    columns: columnsOf(['a worker'], WORKER_KINDS),
    rows: faults.map((fault) => [
      { value: WHAT_IT_DOES[fault] },
      ...WORKER_KINDS.map((kind) => cell(kind, fault)),
    ]),
    notes,
  };
}

function chart(figures: Figures): ClaimChart {
  const counts = WORKER_KINDS.map((kind) => {
    const confined = FAULTS.filter((fault) => confines(figures, kind, fault));
    return `${confined.length} in ${kind}`;
  });
  return {
    title: `Of ${FAULTS.length} faults of one worker, harmless to the others: ${formatList(counts)}`,
    kind: 'bars',
    x: { title: 'a worker' },
    y: { title: "lost of the others' work (%)" },
    points: FAULTS.flatMap((fault) =>
      WORKER_KINDS.map((kind) => ({
        x: WHAT_IT_DOES[fault],
        y: figures.combine([kind], (one = {}) => 100 * (one[`${fault}.othersLostShare`] ?? NaN)),
        series: kind,
      })),
    ),
  };
}
