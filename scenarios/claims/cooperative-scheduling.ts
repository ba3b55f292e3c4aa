import type { Claim, ClaimCase, Figures, Judgement } from '../../harness/claim-contract.ts';
import { estimateCell, estimateText } from '../../harness/text/estimate.ts';
import { formatList, formatValue } from '../../harness/text/format.ts';
import { columnsOf, type Table } from '../../harness/text/table.ts';
import { WORKER_KINDS, type WorkerKind } from './shared/workers/worker.ts';
import { programUrl } from '../program-url.ts';
import type { HogInput } from './cooperative-scheduling/program.ts';

const LOOPS = 4;
const HOLD_MS = 200;
const SLICE_MS = 5;
/** From this share of the tasks on, everything counts as blocked. */
const EVERYTHING = 0.95;

const claim: Claim = {
  name: 'cooperative-scheduling',
  number: 7,
  title: 'A task that holds its event loop',
  says: "Python's asyncio is cooperative: a coroutine that hogs the loop without an await blocks everything, where Go's scheduler would preempt it.",
  experiment: `One task computes for ${HOLD_MS} ms. Measured: how late 100 other tasks are that are due meanwhile, on one loop and on ${LOOPS}.`,
  rounds: { full: 6, quick: 2 },
  cases: () => WORKER_KINDS.map(caseOf),
  judge,
};
export default claim;

function caseOf(kind: WorkerKind): ClaimCase {
  const input: HogInput = {
    kind,
    loops: kind === 'single-threaded' ? 1 : LOOPS,
    tasks: 100,
    periodMs: 20,
    holdMs: HOLD_MS,
    sliceMs: SLICE_MS,
  };
  const program = programUrl(import.meta, './cooperative-scheduling/program');
  return { kind: 'program', id: kind, program, input: { ...input } };
}

function judge(figures: Figures): Judgement {
  const blocked = WORKER_KINDS.filter(
    (kind) => figures.of(kind, 'hold.tasksHitShare').low >= EVERYTHING,
  );
  const spared = WORKER_KINDS.filter((kind) => !blocked.includes(kind));
  const parts = {
    sentence: finding(figures),
    evidence: [...whileHeld(figures), ...whatHelps(figures)],
    tables: [delayTable(figures), pauseTable(figures)],
    chart: chart(figures),
  };
  if (spared.length === 0) return { verdict: 'holds', ...parts };
  if (blocked.length === 0) return { verdict: 'does-not-hold', ...parts };
  const shares = spared.map((kind) => `${shareHit(figures, kind)} in ${kind}`);
  const condition = `everything is blocked where all tasks run on one event loop (${formatList(blocked)}); with ${LOOPS} loops the tasks of the other loops continue, and ${formatList(shares)} of all tasks are delayed`;
  return { verdict: 'depends', condition, ...parts };
}

function finding(figures: Figures): string {
  const parts = WORKER_KINDS.map((kind, index) => {
    const share = formatValue(figures.of(kind, 'hold.tasksHitShare').estimate, 'share');
    return `${share}${index === 0 ? ' of the other tasks' : ''} in ${kind}`;
  });
  return `A task that held its event loop for ${HOLD_MS} ms delayed ${formatList(parts)}.`;
}

function whileHeld(figures: Figures): readonly string[] {
  return WORKER_KINDS.map((kind) => {
    const median = estimateText(figures.of(kind, 'hold.p50Ms'), 'ms');
    return `In ${kind}, ${shareHit(figures, kind)} of the other tasks were delayed; the median delay was ${median}.`;
  });
}

/** Whether any await helps, or only one that lets the loop turn. */
function whatHelps(figures: Figures): readonly string[] {
  const [none, awaiting, yielding] = (['hold', 'await', 'yield'] as const).map((stretch) =>
    figures.of('single-threaded', `${stretch}.p99Ms`),
  ) as [Late, Late, Late];
  // Half as late at the least.
  const helps = (late: Late) => (late.high < none.low / 2 ? 'helps' : 'does not help');
  return [
    `On one loop, the p99 delay was ${estimateText(none, 'ms')}.`,
    `Awaiting a resolved promise every ${SLICE_MS} ms ${helps(awaiting)}: ${estimateText(awaiting, 'ms')}.`,
    `Awaiting setImmediate, which lets the loop turn, ${helps(yielding)}: ${estimateText(yielding, 'ms')}.`,
  ];
}

type Late = ReturnType<Figures['of']>;

function shareHit(figures: Figures, kind: WorkerKind): string {
  return estimateText(figures.of(kind, 'hold.tasksHitShare'), 'share');
}

function delayTable(figures: Figures): Table {
  const titles = ['p50', 'p99', 'longest', 'loops delayed', 'tasks delayed', 'p99 before'];
  return {
    title: `How late tasks were while one held its loop for ${HOLD_MS} ms`,
    columns: columnsOf(['model'], titles),
    rows: WORKER_KINDS.map((kind) => [
      { value: kind },
      estimateCell(figures.of(kind, 'hold.p50Ms'), 'ms'),
      estimateCell(figures.of(kind, 'hold.p99Ms'), 'ms'),
      estimateCell(figures.of(kind, 'hold.maxMs'), 'ms'),
      estimateCell(figures.of(kind, 'hold.loopsHitShare'), 'share'),
      estimateCell(figures.of(kind, 'hold.tasksHitShare'), 'share'),
      estimateCell(figures.of(kind, 'quiet.p99Ms'), 'ms'),
    ]),
    notes: [
      'Late: from when a task was due to when it ran. Each was due every 20 ms, also while it was delayed.',
      `Delayed: late by half of the ${HOLD_MS} ms or more.`,
      'p99 before: the same period without a task that holds its loop.',
    ],
  };
}

const STRETCHES = [
  ['quiet', 'no such task'],
  ['hold', 'never pauses'],
  ['await', 'await of nothing'],
  ['yield', 'await setImmediate'],
] as const;

function pauseTable(figures: Figures): Table {
  return {
    title: `p99 delay by what the task that holds the loop does every ${SLICE_MS} ms`,
    columns: columnsOf(
      ['model'],
      STRETCHES.map(([, title]) => title),
    ),
    rows: WORKER_KINDS.map((kind) => [
      { value: kind },
      ...STRETCHES.map(([stretch]) => estimateCell(figures.of(kind, `${stretch}.p99Ms`), 'ms')),
    ]),
    notes: ['await of nothing: awaits a resolved promise. await setImmediate: lets the loop turn.'],
  };
}

function chart(figures: Figures): NonNullable<Judgement['chart']> {
  const medians = WORKER_KINDS.map(
    (kind) => `${estimateCell(figures.of(kind, 'hold.p50Ms'), 'ms').value} in ${kind}`,
  );
  return {
    title: `Median delay while one task holds its loop: ${formatList(medians)}`,
    kind: 'bars',
    x: { title: 'model' },
    y: { title: 'delay of the other tasks', unit: 'ms', scale: 'log' },
    points: WORKER_KINDS.flatMap((kind) =>
      ['p50', 'p99'].map((quantile) => ({
        x: kind,
        y: figures.of(kind, `hold.${quantile}Ms`),
        series: quantile,
      })),
    ),
  };
}
