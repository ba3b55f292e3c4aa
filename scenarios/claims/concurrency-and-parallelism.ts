import type { CaseFigures, Claim, Figures, Judgement } from '../../harness/claim-contract.ts';
import { estimateCell, estimateText } from '../../harness/text/estimate.ts';
import { columnsOf, type Table } from '../../harness/text/table.ts';
import type { Interval } from '../../harness/stats/interval.ts';

const ONE_LOOP = 'single-threaded';
const MODELS = [ONE_LOOP, 'worker-threads', 'child-processes'] as const;
type ModelName = (typeof MODELS)[number];

/** The main workload, from nearly all waiting to nearly all computing. */
const WORKLOADS = {
  'I/O-bound': { latencyMs: 200, settings: { items: 32, inFlight: 4 } },
  mixed: { latencyMs: 50, settings: { items: 140 } },
  'CPU-bound': { latencyMs: 0, settings: { items: 140 } },
} as const;
type WorkloadName = keyof typeof WORKLOADS;
const WORKLOAD_NAMES = Object.keys(WORKLOADS) as WorkloadName[];

/**
 * Garbage collection and compilation run beside a loop, about a quarter of a core here, so that one loop
 * is more than a core. From this on it would keep more than half of a second one busy by itself.
 */
const ONE_CORE = 1.5;

/** How many cores each model keeps busy, and what that gains, when there is less or more to compute. */
const claim: Claim = {
  name: 'concurrency-and-parallelism',
  number: 1,
  title: 'Concurrency is not parallelism',
  says: 'One event loop is concurrent but not parallel; only threads without a lock run on several cores at once.',
  experiment:
    'CPU ÷ time, and speed-up against one event loop, of the main workload with much, some and no waiting.',
  rounds: { full: 6, quick: 1 },
  cases: () =>
    WORKLOAD_NAMES.flatMap((workload) =>
      MODELS.map((model) => ({
        kind: 'model' as const,
        id: idOf(model, workload),
        model,
        ...WORKLOADS[workload],
      })),
    ),
  judge,
};
export default claim;

function idOf(model: ModelName, workload: WorkloadName): string {
  return `${model}, ${workload}`;
}

/** Cores kept busy from spawn to exit. */
function cores(figures: Figures, model: ModelName, workload: WorkloadName): Interval {
  return figures.combine(
    [idOf(model, workload)],
    ({ cpuMs = NaN, wallMs = NaN } = {}) => cpuMs / wallMs,
  );
}

function speedUp(figures: Figures, model: ModelName, workload: WorkloadName): Interval {
  return figures.ratio(idOf(ONE_LOOP, workload), idOf(model, workload), 'wallMs');
}

/**
 * From all workers up to the last result. What early workers did before the last was up is left
 * out as well, so this is the most that their speed-up can be without their start.
 */
function speedUpOnceUp(figures: Figures, model: ModelName, workload: WorkloadName): Interval {
  const workMs = ({ lastResultMs = NaN, workersReadyMs = NaN }: CaseFigures) =>
    lastResultMs - workersReadyMs;
  return figures.combine(
    [idOf(ONE_LOOP, workload), idOf(model, workload)],
    (oneLoop = {}, other = {}) => workMs(oneLoop) / workMs(other),
  );
}

function judge(figures: Figures): Judgement {
  const oneLoop = cores(figures, ONE_LOOP, 'CPU-bound');
  const threads = cores(figures, 'worker-threads', 'CPU-bound');
  const gains = WORKLOAD_NAMES.filter(
    (workload) => speedUp(figures, 'worker-threads', workload).low > 1,
  );
  const parallel = oneLoop.low < ONE_CORE && threads.low > oneLoop.high;
  const all = gains.length === WORKLOAD_NAMES.length;
  const verdict = !parallel ? 'does-not-hold' : all ? 'holds' : 'depends';
  return {
    verdict,
    sentence: sentence(figures, oneLoop, threads),
    ...(verdict === 'depends' && {
      condition: `in cores kept busy; in time ${gains.length === 0 ? 'threads gained nothing here, their start included' : `where the work is ${gains.join(' or ')}`}`,
    }),
    tables: [table(figures)],
    chart: {
      title: `One event loop keeps ${oneLoop.estimate.toFixed(2)} cores busy on CPU-bound work, 4 threads ${threads.estimate.toFixed(2)}`,
      kind: 'bars',
      x: { title: '' },
      y: { title: 'cores kept busy (CPU ÷ time)' },
      points: WORKLOAD_NAMES.flatMap((workload) =>
        MODELS.map((model) => ({ x: workload, series: model, y: cores(figures, model, workload) })),
      ),
    },
  };
}

function sentence(figures: Figures, oneLoop: Interval, threads: Interval): string {
  const gains = (gain: typeof speedUp) =>
    WORKLOAD_NAMES.map((workload) => {
      const text = estimateText(gain(figures, 'worker-threads', workload), 'ratio');
      return `${text} on ${workload} work`;
    }).join(', ');
  return `On CPU-bound work one event loop keeps ${estimateText(oneLoop, 'ratio')} cores busy, 4 threads ${estimateText(threads, 'ratio')}. Their speed-up is ${gains(speedUp)}; once they are up it is at most ${gains(speedUpOnceUp)}.`;
}

function table(figures: Figures): Table {
  return {
    title: 'Cores and speed-up',
    columns: columnsOf(['workload', 'model'], ['time', 'CPU', 'cores', 'speed-up', 'once up']),
    rows: WORKLOAD_NAMES.flatMap((workload) =>
      MODELS.map((model) => {
        const id = idOf(model, workload);
        return [
          { value: workload },
          { value: model },
          estimateCell(figures.of(id, 'wallMs'), 'ms'),
          estimateCell(figures.of(id, 'cpuMs'), 'ms'),
          estimateCell(cores(figures, model, workload), 'ratio'),
          ...[speedUp, speedUpOnceUp].map((gain) =>
            model === ONE_LOOP
              ? { value: '1', sortBy: 1 }
              : estimateCell(gain(figures, model, workload), 'ratio'),
          ),
        ];
      }),
    ),
    notes: [
      'I/O-bound: 200 ms of latency, 4 requests in flight per worker. Mixed: 50 ms, 100 in flight. CPU-bound: no latency, 100 in flight. Start and end of the processes are in all figures but the last.',
      'Once up: speed-up from all workers up to the last result. What early workers did before that counts as free, so it is the most that it can be.',
    ],
  };
}
