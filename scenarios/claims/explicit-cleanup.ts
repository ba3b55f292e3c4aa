import type {
  Claim,
  ClaimCase,
  ClaimChart,
  Figures,
  Judgement,
} from '../../harness/claim-contract.ts';
import { estimateCell, estimateText } from '../../harness/text/estimate.ts';
import { formatAlternatives, formatList } from '../../harness/text/format.ts';
import { type Cell, columnsOf, type Table } from '../../harness/text/table.ts';
import { WORKER_KINDS, type WorkerKind } from './shared/workers/worker.ts';
import { programUrl } from '../program-url.ts';
import type { CleanupInput } from './explicit-cleanup/program.ts';

const WORKERS = 4;
const PATIENCE_MS = 500;

const ENDINGS = [
  { id: 'closed', then: 'serve', ending: 'close', when: 'serving workers are closed' },
  { id: 'ended', then: 'end', ending: 'return', when: 'finished workers are never closed' },
  { id: 'waiting', then: 'wait', ending: 'return', when: 'idle workers are never closed' },
  { id: 'crashed', then: 'wait', ending: 'crash', when: 'main is killed while workers are idle' },
  { id: 'orphaned', then: 'serve', ending: 'crash', when: 'main is killed while workers serve' },
] as const;

type Ending = (typeof ENDINGS)[number];
const [CLOSED, ...UNCLOSED] = ENDINGS;
/** Those that have something to close. */
const WORKER_MODELS = WORKER_KINDS.filter((kind) => kind !== 'single-threaded');

/** What a model leaves behind, with and without closing its workers. */
const claim: Claim = {
  name: 'explicit-cleanup',
  number: 10,
  title: 'Explicit cleanup',
  says: 'Subinterpreters take extra ceremony: interpreters must be explicitly closed.',
  experiment: `When ${WORKERS} workers have done their work, the main program closes them, returns without closing them, or is killed. Measured: time until everything is gone, and what stays.`,
  rounds: { full: 6, quick: 2 },
  cases: () => WORKER_KINDS.map(caseOf),
  judge,
};
export default claim;

function caseOf(kind: WorkerKind): ClaimCase {
  const endings = ENDINGS.map(({ id, then, ending }) => ({ id, then, ending }));
  const input: CleanupInput = { kind, workers: WORKERS, endings, patienceMs: PATIENCE_MS };
  const program = programUrl(import.meta, './explicit-cleanup/program');
  return { kind: 'program', id: kind, program, input: { ...input } };
}

/** In some round something stayed. */
function leaves(figures: Figures, kind: WorkerKind, { id }: Ending): boolean {
  return figures.of(kind, `${id}.processes`).high > 0 || figures.of(kind, `${id}.ports`).high > 0;
}

/** An ending after which something is left, and the models that leave it. */
interface Leftover {
  readonly ending: Ending;
  readonly kinds: readonly WorkerKind[];
}

function judge(figures: Figures): Judgement {
  const left = UNCLOSED.flatMap((ending): readonly Leftover[] => {
    const kinds = WORKER_MODELS.filter((kind) => leaves(figures, kind, ending));
    return kinds.length === 0 ? [] : [{ ending, kinds }];
  });
  const parts = {
    sentence: finding(left),
    evidence: [...whenClosed(figures), ...whenNot(figures, left)],
    tables: [leftTable(figures), timeTable(figures)],
    ...chart(figures, left),
  };
  if (left.length === 0) return { verdict: 'does-not-hold', ...parts };
  const always = left.find(({ ending }) => ending.id === 'ended');
  if (always?.kinds.length === WORKER_MODELS.length) return { verdict: 'holds', ...parts };
  const places = left.map(({ ending, kinds }) => `${ending.when} (${formatList(kinds)})`);
  return {
    verdict: 'depends',
    condition: `something stays when ${formatAlternatives(places)}`,
    ...parts,
  };
}

function finding(left: readonly Leftover[]): string {
  if (left.length === 0)
    return 'Without explicit cleanup, no process, port or memory stays behind.';
  const places = left.map(({ ending }) => ending.when);
  return `Without explicit cleanup, something stays behind when ${formatAlternatives(places)}.`;
}

function whenClosed(figures: Figures): readonly string[] {
  return WORKER_MODELS.map((kind) => {
    if (leaves(figures, kind, CLOSED)) return `In ${kind}, something stays although it is closed.`;
    const gone = estimateText(figures.of(kind, `${CLOSED.id}.goneMs`), 'ms');
    return `In ${kind}, ${WORKERS} workers that are closed and their main program are gone after ${gone}.`;
  });
}

function whenNot(figures: Figures, left: readonly Leftover[]): readonly string[] {
  return left.flatMap(({ ending, kinds }) =>
    kinds.map((kind) => `${kind} leaves ${leftText(figures, kind, ending)} when ${ending.when}.`),
  );
}

function leftText(figures: Figures, kind: WorkerKind, { id }: Ending): string {
  const processes = figures.of(kind, `${id}.processes`);
  const count = `${estimateText(processes, 'count')} ${processes.high === 1 ? 'process' : 'processes'}`;
  if (!knowsMemory(figures, kind, id)) return count;
  return `${count} with ${estimateText(figures.of(kind, `${id}.bytes`), 'bytes')}`;
}

/** Not every system says how much memory a process has to itself. */
function knowsMemory(figures: Figures, kind: WorkerKind, id: Ending['id']): boolean {
  return figures.combine([kind], (one = {}) => Number(`${id}.bytes` in one)).low === 1;
}

function leftTable(figures: Figures): Table {
  return {
    title: `What is left ${PATIENCE_MS} ms later`,
    columns: columnsOf(['when', 'model'], ['processes', 'ports', 'memory']),
    rows: ENDINGS.flatMap(({ id, when }) =>
      WORKER_KINDS.map((kind) => [
        { value: when },
        { value: kind },
        estimateCell(figures.of(kind, `${id}.processes`), 'count'),
        estimateCell(figures.of(kind, `${id}.ports`), 'count'),
        memoryCell(figures, kind, id),
      ]),
    ),
    notes: [
      'Idle workers wait for orders; serving workers wait for connections. Processes: the main program, and in child-processes its workers. The experiment ends them after counting.',
      'Ports: those of the workers that still accept a connection. Memory: proportional set size.',
      'Closed: terminate() of a thread, SIGKILL of a child, server.close() on the only loop.',
    ],
  };
}

function memoryCell(figures: Figures, kind: WorkerKind, id: Ending['id']): Cell {
  if (!knowsMemory(figures, kind, id)) return { value: 'n/a' };
  return estimateCell(figures.of(kind, `${id}.bytes`), 'bytes');
}

function timeTable(figures: Figures): Table {
  return {
    title: 'Until all processes are gone',
    columns: columnsOf(['when'], WORKER_KINDS),
    rows: ENDINGS.map((ending) => [
      { value: ending.when },
      ...WORKER_KINDS.map((kind) =>
        leaves(figures, kind, ending)
          ? { value: 'stays' }
          : estimateCell(figures.of(kind, `${ending.id}.goneMs`), 'ms'),
      ),
    ]),
    notes: [
      'From the moment the main program begins to close, returns or kills itself.',
      `Stays: something was still there ${PATIENCE_MS} ms later, in at least one round.`,
    ],
  };
}

/** What is left, where anything is; no chart where nothing is. */
function chart(figures: Figures, left: readonly Leftover[]): { readonly chart?: ClaimChart } {
  if (left.length === 0) return {};
  const kinds = WORKER_MODELS.filter((kind) => left.some((one) => one.kinds.includes(kind)));
  const chart: ClaimChart = {
    title: 'Processes left without explicit cleanup',
    kind: 'bars',
    x: { title: 'ending' },
    y: { title: `processes left after ${PATIENCE_MS} ms`, unit: 'count' },
    points: left.flatMap(({ ending: { id, when } }) =>
      kinds.map((kind) => ({ x: when, y: figures.of(kind, `${id}.processes`), series: kind })),
    ),
  };
  return { chart };
}
