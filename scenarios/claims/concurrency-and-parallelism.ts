import type {
  CaseFigures,
  Claim,
  ClaimCase,
  ClaimChart,
  Figures,
  Judgement,
} from '../../harness/claim-contract.ts';
import { estimateCell, estimateText } from '../../harness/text/estimate.ts';
import { formatAlternatives, formatList, formatRatio } from '../../harness/text/format.ts';
import { columnsOf, type Table } from '../../harness/text/table.ts';
import type { Interval } from '../../harness/stats/interval.ts';
import { comparedText, TIME } from './shared/compared.ts';
import { jobOf, onceUpOf, type View } from './shared/views.ts';

const ONE_LOOP = 'single-threaded';
const MODELS = [ONE_LOOP, 'worker-threads', 'child-processes'] as const;
type ModelName = (typeof MODELS)[number];
const WORKERS = 4;

/** The main workload, from nearly all waiting to nearly all computing. */
const WORKLOADS = {
  'I/O-bound': { latencyMs: 200, settings: { items: 32, inFlight: 4 } },
  mixed: { latencyMs: 50, settings: { items: 140 } },
  'CPU-bound': { latencyMs: 0, settings: { items: 140 } },
} as const;
type WorkloadName = keyof typeof WORKLOADS;
const WORKLOAD_NAMES = Object.keys(WORKLOADS) as WorkloadName[];

const FLOOR = {
  ...{ kind: 'model', id: 'bare-work', model: 'bare-work' },
  ...WORKLOADS['CPU-bound'],
} as const satisfies ClaimCase;

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
    'Cores kept busy (CPU ÷ time) and speed-up against one event loop, with much, some and no waiting. The verdict is of models that are up (a server). Start to exit (a job) and what this machine gives to several processes at once are shown beside it.',
  rounds: { full: 6, quick: 1 },
  cases: () => [
    ...WORKLOAD_NAMES.flatMap((workload) =>
      MODELS.map((model) => ({
        kind: 'model' as const,
        id: idOf(model, workload),
        model,
        ...WORKLOADS[workload],
      })),
    ),
    FLOOR,
  ],
  launches: WORKLOAD_NAMES.map((workload) => ({
    cases: MODELS.map((model) => idOf(model, workload)),
    latency: 'as-given',
  })),
  capacity: { case: FLOOR.id, copies: WORKERS },
  judge,
};
export default claim;

function idOf(model: ModelName, workload: WorkloadName): string {
  return `${model}, ${workload}`;
}

/** Cores kept busy. */
function cores(view: View, model: ModelName, workload: WorkloadName): Interval {
  return view.measured.combine([idOf(model, workload)], (one = {}) => coresIn(view, one));
}

/** How many times the cores of one loop threads keep busy on CPU-bound work, at the same time. */
function timesTheCores(view: View): Interval {
  const ids = [idOf('worker-threads', 'CPU-bound'), idOf(ONE_LOOP, 'CPU-bound')];
  return view.measured.combine(
    ids,
    (threads = {}, one = {}) => coresIn(view, threads) / coresIn(view, one),
  );
}

function coresIn({ time, cpu }: View, figures: CaseFigures): number {
  return (figures[cpu] ?? NaN) / (figures[time] ?? NaN);
}

function speedUp({ measured, time }: View, model: ModelName, workload: WorkloadName): Interval {
  return measured.ratio(idOf(ONE_LOOP, workload), idOf(model, workload), time);
}

function judge(figures: Figures): Judgement {
  const [job, onceUp] = [jobOf(figures), onceUpOf(figures)];
  const view = onceUp ?? job;
  const oneLoop = cores(view, ONE_LOOP, 'CPU-bound');
  const gains = WORKLOAD_NAMES.filter(
    (workload) => speedUp(view, 'worker-threads', workload).low > 1,
  );
  const parallel = oneLoop.low < ONE_CORE && timesTheCores(view).low > 1;
  const all = gains.length === WORKLOAD_NAMES.length;
  const verdict = !parallel ? 'does-not-hold' : all ? 'holds' : 'depends';
  const where =
    gains.length === 0
      ? 'they were not faster'
      : `they were faster where the work is ${formatAlternatives(gains)}`;
  return {
    verdict,
    sentence: finding(view, gains),
    evidence: evidence(view, figures.capacity, onceUp && job),
    ...(verdict === 'depends' && {
      condition: `threads keep more cores busy; ${view.words}, ${where}`,
    }),
    tables: [...(onceUp === null ? [] : [table(onceUp)]), table(job)],
    chart: chart(view),
  };
}

function finding(view: View, gains: readonly WorkloadName[]): string {
  const busy = (model: ModelName) => formatRatio(cores(view, model, 'CPU-bound').estimate);
  const faster =
    gains.length === 0 ? 'were not faster' : `were faster on ${formatList(gains)} work`;
  return `On CPU-bound work, ${view.words}, one event loop kept ${busy(ONE_LOOP)} cores busy and ${WORKERS} threads ${busy('worker-threads')}; threads ${faster}.`;
}

/** `job` is shown beside what decides; null where it is what decides. */
function evidence(view: View, capacity: Interval | null, job: View | null): readonly string[] {
  const busy = (model: ModelName) => estimateText(cores(view, model, 'CPU-bound'), 'ratio');
  return [
    `On CPU-bound work, ${view.words}, one event loop keeps ${busy(ONE_LOOP)} cores busy and ${WORKERS} threads ${busy('worker-threads')}.`,
    gainsText(view),
    ...(capacity === null
      ? []
      : [
          `${WORKERS} processes at the same time do ${estimateText(capacity, 'ratio')} times the work of one on this machine.`,
        ]),
    job === null ? 'The cost once up was not measured.' : gainsText(job),
  ];
}

function gainsText(view: View): string {
  const gains = WORKLOAD_NAMES.map((workload) => {
    const ratio = view.measured.ratio(
      idOf('worker-threads', workload),
      idOf(ONE_LOOP, workload),
      view.time,
    );
    return `${workload} work, ${comparedText(ratio, TIME)}`;
  });
  return `Threads against one event loop, ${view.words}: ${gains.join('; ')}.`;
}

function table(view: View): Table {
  const { measured, words, time, cpu, titles, meaning } = view;
  return {
    title: `Cores and speed-up ${words}`,
    columns: columnsOf(['workload', 'model'], [titles.time, titles.cpu, 'cores', 'speed-up']),
    rows: WORKLOAD_NAMES.flatMap((workload) =>
      MODELS.map((model) => {
        const id = idOf(model, workload);
        return [
          { value: workload },
          { value: model },
          estimateCell(measured.of(id, time), 'ms'),
          estimateCell(measured.of(id, cpu), 'ms'),
          estimateCell(cores(view, model, workload), 'ratio'),
          model === ONE_LOOP
            ? { value: '1', sortBy: 1 }
            : estimateCell(speedUp(view, model, workload), 'ratio'),
        ];
      }),
    ),
    notes: [
      meaning,
      'I/O-bound: 200 ms of latency, 4 requests in flight per worker. Mixed: 50 ms, 100 in flight. CPU-bound: no latency, 100 in flight.',
    ],
  };
}

function chart(view: View): ClaimChart {
  return {
    title: `Cores kept busy, ${view.words}`,
    kind: 'bars',
    x: { title: '' },
    y: { title: 'CPU ÷ time' },
    points: WORKLOAD_NAMES.flatMap((workload) =>
      MODELS.map((model) => ({ x: workload, series: model, y: cores(view, model, workload) })),
    ),
  };
}
