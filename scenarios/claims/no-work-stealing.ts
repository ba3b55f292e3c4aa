import type {
  Claim,
  ClaimCase,
  ClaimChart,
  Figures,
  Judgement,
  Scale,
} from '../../harness/claim-contract.ts';
import { estimateCell, estimateText } from '../../harness/report/estimate.ts';
import { formatList } from '../../harness/report/format.ts';
import type { Column, Table } from '../../harness/report/table.ts';
import type { Interval } from '../../harness/stats/interval.ts';
import { programUrl } from '../program-url.ts';
import type { StealingInput } from './no-work-stealing/program.ts';

const WORKERS = 4;
const SLOW_REPEATS = 4;
const ITEMS = 1000;
const STRIDE = 4;

/** What makes equal numbers of items unequal work. */
const SITUATIONS = [
  { id: 'skew', order: 'as listed', slowRepeats: 1, words: 'documents of unequal size' },
  { id: 'slow', order: 'dealt', slowRepeats: SLOW_REPEATS, words: 'one slow worker' },
] as const;
type Situation = (typeof SITUATIONS)[number];

const WAYS = [
  { id: 'quarters', words: 'quarters' },
  { id: 'small', words: 'small batches' },
  { id: 'stealing', words: 'stealing' },
] as const;
type Way = (typeof WAYS)[number]['id'];

/** The main workload: the article's chunks, and batches that a worker has soon done. */
const BATCHES = [
  { words: 'quarters', batchSize: ITEMS / WORKERS },
  { words: 'small batches', batchSize: 10 },
] as const;
const MODELS: Readonly<Record<Scale, readonly string[]>> = {
  full: ['worker-threads', 'child-processes'],
  quick: ['worker-threads'],
};

/** Whether anything evens out work that was handed out in equal parts, and what that is worth. */
const claim: Claim = {
  name: 'no-work-stealing',
  number: 6,
  title: 'No work-stealing scheduler',
  says: "Go's runtime balances goroutines over threads by work-stealing; Python's threads have no load balancing of any runtime.",
  experiment: `The same documents by ${WORKERS} threads in the article's quarter chunks, in small batches of a shared queue, and with stealing, which Node leaves to the program: how long workers have nothing to do, and until the last result.`,
  rounds: { full: 4, quick: 2 },
  cases: (scale) => [
    ...SITUATIONS.map(programCase),
    ...MODELS[scale].flatMap((model) => BATCHES.map((batches) => modelCase(model, batches))),
  ],
  judge,
};
export default claim;

function programCase({ id, order, slowRepeats }: Situation): ClaimCase {
  const input: StealingInput = {
    workers: WORKERS,
    stride: STRIDE,
    order,
    slowRepeats,
    smallBatch: 4,
  };
  const program = programUrl(import.meta, './no-work-stealing/program');
  return { kind: 'program', id, program, input: { ...input }, needsBodies: true };
}

function modelCase(model: string, { words, batchSize }: (typeof BATCHES)[number]): ClaimCase {
  return {
    kind: 'model',
    id: `${model}, ${words}`,
    model,
    // Few in flight, as a worker has already taken what is in flight.
    settings: { items: ITEMS, workers: WORKERS, inFlight: 25, batchSize },
    latencyMs: 5,
    derive({ workers }) {
      const ended = workers.map(({ endedMs }) => endedMs);
      return { longestIdleMs: Math.max(...ended) - Math.min(...ended) };
    },
  };
}

/** How many times the time of stealing it takes. */
function cost(figures: Figures, { id }: Situation, way: Way): Interval {
  return figures.combine(
    [id],
    (one = {}) => (one[`${way}.lastMs`] ?? NaN) / (one['stealing.lastMs'] ?? NaN),
  );
}

/** Quarters leave a worker idle for longer, and take longer. */
function isUnbalanced(figures: Figures, situation: Situation): boolean {
  const moreIdle = figures.combine(
    [situation.id],
    (one = {}) => (one['quarters.longestIdleMs'] ?? NaN) - (one['stealing.longestIdleMs'] ?? NaN),
  );
  return moreIdle.low > 0 && cost(figures, situation, 'quarters').low > 1;
}

function judge(figures: Figures): Judgement {
  const unbalanced = SITUATIONS.filter((situation) => isUnbalanced(figures, situation));
  const parts = {
    sentence: `${ofQuarters(figures)} ${ofSmallBatches(figures)} ${ofModels(figures)}`,
    tables: [wayTable(figures), modelTable(figures)],
    chart: chart(figures),
  };
  if (unbalanced.length === SITUATIONS.length) return { verdict: 'holds', ...parts };
  if (unbalanced.length === 0) return { verdict: 'does-not-hold', ...parts };
  const costs = SITUATIONS.toSorted(
    (a, b) => Number(unbalanced.includes(b)) - Number(unbalanced.includes(a)),
  ).map(
    (situation) =>
      `with ${situation.words} quarters take ${estimateText(cost(figures, situation, 'quarters'), 'ratio')} times the time of stealing`,
  );
  const condition = costs.join(', but ');
  return { verdict: 'depends', condition, ...parts };
}

function ofQuarters(figures: Figures): string {
  const parts = SITUATIONS.map(({ id, words }) => {
    const [idle, last] = ['longestIdleMs', 'lastMs'].map((figure) =>
      estimateText(figures.of(id, `quarters.${figure}`), 'ms'),
    );
    return `${idle ?? ''} of ${last ?? ''} with ${words}`;
  });
  return `In quarters, the first worker to finish has nothing to do for ${formatList(parts)}.`;
}

function ofSmallBatches(figures: Figures): string {
  const ratios = (way: Way) =>
    SITUATIONS.map((situation) => estimateText(cost(figures, situation, way), 'ratio')).join(
      ' and ',
    );
  return `They take ${ratios('quarters')} times the time of stealing, small batches of a shared queue ${ratios('small')} times.`;
}

function ofModels(figures: Figures): string {
  const parts = MODELS[figures.scale].map((model) => {
    const [quarters, small] = BATCHES.map(({ words }) =>
      estimateText(figures.of(`${model}, ${words}`, 'longestIdleMs'), 'ms'),
    );
    return `${quarters ?? ''} in ${model}, ${small ?? ''} with small batches`;
  });
  return `In the main workload it is ${parts.join('; ')}.`;
}

function wayTable(figures: Figures): Table {
  return {
    title: 'The same documents, handed out in three ways',
    columns: [
      ...left('work', 'handed out'),
      ...right('last result', '÷ stealing', 'longest idle', 'idle', 'steals'),
    ],
    rows: SITUATIONS.flatMap((situation) =>
      WAYS.map(({ id, words }) => [
        { value: situation.words },
        { value: words },
        estimateCell(figures.of(situation.id, `${id}.lastMs`), 'ms'),
        estimateCell(cost(figures, situation, id), 'ratio'),
        estimateCell(figures.of(situation.id, `${id}.longestIdleMs`), 'ms'),
        estimateCell(figures.of(situation.id, `${id}.idleShare`), 'share'),
        estimateCell(figures.of(situation.id, `${id}.steals`), 'count'),
      ]),
    ),
    notes: [
      `Every ${STRIDE}th document of the main workload, its computing half alone: gunzip and JSON.parse. ${WORKERS} threads, warm.`,
      `One slow worker: it does each item ${SLOW_REPEATS} times, and documents of all sizes are dealt to all quarters.`,
      'Longest idle: from when the first worker finds nothing more until the last result. Idle: that of all workers, as a share of their time.',
    ],
  };
}

function modelTable(figures: Figures): Table {
  return {
    title: 'The main workload, in quarters and in small batches',
    columns: [...left('model', 'handed out'), ...right('last result', 'longest idle')],
    rows: MODELS[figures.scale].flatMap((model) =>
      BATCHES.map(({ words, batchSize }) => [
        { value: model },
        { value: words, detail: `${batchSize} items` },
        estimateCell(figures.of(`${model}, ${words}`, 'lastResultMs'), 'ms'),
        estimateCell(figures.of(`${model}, ${words}`, 'longestIdleMs'), 'ms'),
      ]),
    ),
    notes: [
      'Last result from the spawn. Workers that are up late are a cause of idling too: in quarters nobody takes over what they have not begun.',
    ],
  };
}

function left(...titles: readonly string[]): readonly Column[] {
  return titles.map((title) => ({ title, align: 'left' }));
}

function right(...titles: readonly string[]): readonly Column[] {
  return titles.map((title) => ({ title, align: 'right' }));
}

function chart(figures: Figures): ClaimChart {
  const costs = SITUATIONS.map(
    (situation) =>
      `${estimateCell(cost(figures, situation, 'quarters'), 'ratio').value} with ${situation.words}`,
  );
  return {
    title: `Quarters take so many times the time of stealing: ${formatList(costs)}`,
    kind: 'bars',
    x: { title: 'handed out' },
    y: { title: 'workers idle (% of their time)' },
    points: WAYS.flatMap(({ id, words }) =>
      SITUATIONS.map((situation) => ({
        x: words,
        y: figures.combine([situation.id], (one = {}) => 100 * (one[`${id}.idleShare`] ?? NaN)),
        series: situation.words,
      })),
    ),
  };
}
