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

const FAULT_NAMES: Readonly<Record<Fault, string>> = {
  throw: 'an exception',
  exit: 'an exit',
  heap: 'a full heap',
  runaway: 'a runaway loop',
  hotloop: 'a hot loop',
  kill: 'a kill',
};

/** How far the fault of one worker reaches, in each model. */
const claim: Claim = {
  name: 'isolation',
  number: 9,
  title: 'Strict isolation',
  says: 'For strict isolation, plugins and sandboxes take subinterpreters, which share nothing; threads share memory.',
  experiment: `One of ${WORKERS.full} workers throws, exits, fills its heap, runs away or is killed. Measured: what the other workers lose, and when the fault is noticed.`,
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
    sentence: finding(figures, passThreads),
    evidence: [...reach(figures), notice(figures)],
    tables: [lostTable, survivorTable, noticeTable, stopTable].map((table) => table(figures)),
    chart: chart(figures),
  };
  const processesDo = confined('child-processes').length === FAULTS.length;
  if (!processesDo || passThreads.length === 0) return { verdict: 'does-not-hold', ...parts };
  if (byThreads.length <= confined('single-threaded').length) return { verdict: 'holds', ...parts };
  const condition = `isolation needs processes when a worker ${either(passThreads)}; when it ${either(byThreads)}, threads contain the fault too`;
  return { verdict: 'depends', condition, ...parts };
}

function finding(figures: Figures, passThreads: readonly Fault[]): string {
  const counts = WORKER_KINDS.map((kind) => `${kind} ${countConfined(figures, kind)}`);
  const rest = passThreads.map((fault) => FAULT_NAMES[fault]);
  const beyond = rest.length === 0 ? '' : ` Threads do not contain ${formatAlternatives(rest)}.`;
  return `Faults contained, of ${FAULTS.length}: ${counts.join(', ')}.${beyond}`;
}

function countConfined(figures: Figures, kind: WorkerKind): number {
  return FAULTS.filter((fault) => confines(figures, kind, fault)).length;
}

/** How many faults stay with the worker, and what the others lose by the worst of the rest. */
function reach(figures: Figures): readonly string[] {
  return WORKER_KINDS.map((kind) => {
    const passing = FAULTS.filter((fault) => !confines(figures, kind, fault));
    const count = `${kind} contains ${countConfined(figures, kind)} of ${FAULTS.length} faults of one worker`;
    const lost = (fault: Fault) => figures.of(kind, `${fault}.othersLostShare`);
    const [worst] = passing.toSorted((a, b) => lost(b).estimate - lost(a).estimate);
    if (worst === undefined) return `${count}.`;
    return `${count}; the other workers lose up to ${estimateText(lost(worst), 'share')} of their work when it ${WHAT_IT_DOES[worst]}.`;
  });
}

function notice(figures: Figures): string {
  const times = WORKER_KINDS.map(
    (kind) => `${estimateText(figures.of(kind, 'throw.noticedMs'), 'ms')} in ${kind}`,
  );
  return `An exception is noticed after ${formatList(times)}.`;
}

function either(faults: readonly Fault[]): string {
  return formatAlternatives(faults.map((fault) => WHAT_IT_DOES[fault]));
}

function lostTable(figures: Figures): Table {
  return byFault(
    "Lost, of the other workers' work",
    FAULTS,
    (kind, fault) => estimateCell(figures.of(kind, `${fault}.othersLostShare`), 'share'),
    [
      'Of the items that the other workers still had to do at the moment of the fault.',
      `Heaps are limited to ${HEAP_MB} MiB: that of the thread or child, or the only one. Hot loop: it fills arrays and has run often enough to be optimised.`,
      'Killed: SIGKILL to the process that the worker runs in. A thread has no process of its own; its nearest equivalent is terminate(), which stops runaways.',
    ],
  );
}

function survivorTable(figures: Figures): Table {
  const note = `Of the ${WORKERS[figures.scale] - 1} other workers, those that completed their work; below, the main program.`;
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
      'From the moment the fault was ordered until an event of the thread or child, or the end of the process.',
      `A runaway gives no signal: the watchdog waits for ${PATIENCE_MS} ms.`,
    ],
  );
}

function stopTable(figures: Figures): Table {
  return byFault(
    'From noticing a runaway until it is gone',
    FAULTS.filter(isRunaway),
    (kind, fault) => estimateCell(figures.of(kind, `${fault}.stopMs`), 'ms'),
    [
      `A thread is stopped by terminate(), a child by SIGKILL. If it is not gone ${STOP_PATIENCE_MS} ms later, or shares the only loop, SIGKILL ends the whole program.`,
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
  return {
    title: 'What the other workers lose by the fault of one',
    kind: 'bars',
    x: { title: 'a worker' },
    y: { title: "lost, of the others' work", unit: 'share' },
    points: FAULTS.flatMap((fault) =>
      WORKER_KINDS.map((kind) => ({
        x: WHAT_IT_DOES[fault],
        y: figures.of(kind, `${fault}.othersLostShare`),
        series: kind,
      })),
    ),
  };
}
