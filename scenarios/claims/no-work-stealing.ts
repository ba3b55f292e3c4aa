import type {
  Claim,
  ClaimCase,
  ClaimChart,
  Figures,
  Judgement,
  Scale,
} from '../../harness/claim-contract.ts';
import { estimateCell, estimateText } from '../../harness/text/estimate.ts';
import { formatList, formatValue } from '../../harness/text/format.ts';
import { columnsOf, type Table } from '../../harness/text/table.ts';
import type { Interval } from '../../harness/stats/interval.ts';
import { programUrl } from '../program-url.ts';
import { comparedText, TIME } from './shared/compared.ts';
import type { StealingInput } from './no-work-stealing/program.ts';

const WORKERS = 4;
const SLOW_REPEATS = 4;
const ITEMS = 1000;
const STRIDE = 4;
/** One for each way to begin with, or one alone. */
const CYCLES: Readonly<Record<Scale, number>> = { full: 3, quick: 1 };
/** More idling than this, as a share of the workers' time, is worth evening out. */
const UNEVEN = 0.05;

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
  experiment: `The same documents are processed by ${WORKERS} threads in the article's quarter chunks, in small batches of a shared queue, and with work stealing, which Node leaves to the program. Measured: idle time, and time until the last result.`,
  rounds: { full: 4, quick: 2 },
  cases: (scale) => [
    ...SITUATIONS.map((situation) => programCase(situation, scale)),
    ...MODELS[scale].flatMap((model) => BATCHES.map((batches) => modelCase(model, batches))),
  ],
  judge,
};
export default claim;

function programCase({ id, order, slowRepeats }: Situation, scale: Scale): ClaimCase {
  const input: StealingInput = {
    workers: WORKERS,
    stride: STRIDE,
    order,
    slowRepeats,
    smallBatch: 4,
    cycles: CYCLES[scale],
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

/** How much more of their time workers idle in quarters. */
function moreIdle(figures: Figures, { id }: Situation): Interval {
  return figures.combine(
    [id],
    (one = {}) => (one['quarters.idleShare'] ?? NaN) - (one['stealing.idleShare'] ?? NaN),
  );
}

function judge(figures: Figures): Judgement {
  const isUneven = (situation: Situation) => moreIdle(figures, situation).low > UNEVEN;
  const uneven = SITUATIONS.filter(isUneven);
  const parts = {
    sentence: finding(figures),
    evidence: [...ofIdling(figures), ...ofTime(figures), ...ofModels(figures)],
    tables: [wayTable(figures), modelTable(figures)],
    chart: chart(figures),
  };
  if (uneven.length === SITUATIONS.length) return { verdict: 'holds', ...parts };
  if (uneven.length === 0) return { verdict: 'does-not-hold', ...parts };
  const idle = (situation: Situation) =>
    `${situation.words} (workers idle for ${shareOf(figures, situation, 'quarters')} of their time)`;
  const even = SITUATIONS.filter((situation) => !isUneven(situation));
  const condition = `with ${formatList(uneven.map(idle))}, but not with ${formatList(even.map(idle))}`;
  return { verdict: 'depends', condition, ...parts };
}

function shareOf(figures: Figures, { id }: Situation, way: Way): string {
  return estimateText(figures.of(id, `${way}.idleShare`), 'share');
}

function finding(figures: Figures): string {
  const idle = ({ id }: Situation, way: Way) =>
    formatValue(figures.of(id, `${way}.idleShare`).estimate, 'share');
  const parts = SITUATIONS.map((one) => `${idle(one, 'quarters')} (${one.words})`);
  const stealing = SITUATIONS.map((one) => idle(one, 'stealing'));
  return `Given equal parts, workers idle for ${formatList(parts)} of their time; with work stealing, ${formatList(stealing)}.`;
}

function ofIdling(figures: Figures): readonly string[] {
  return SITUATIONS.map((situation) => {
    const share = (way: Way) => shareOf(figures, situation, way);
    return `With ${situation.words}, workers given equal parts idle for ${share('quarters')} of their time once up; with work stealing, ${share('stealing')}.`;
  });
}

function ofTime(figures: Figures): readonly string[] {
  return SITUATIONS.map((situation) => {
    const against = (way: Way) => comparedText(cost(figures, situation, way), TIME);
    return `Compared with work stealing, with ${situation.words}: equal parts, ${against('quarters')}; small batches of a shared queue, ${against('small')}.`;
  });
}

function ofModels(figures: Figures): readonly string[] {
  return MODELS[figures.scale].map((model) => {
    const [quarters, small] = BATCHES.map(({ words }) =>
      estimateText(figures.of(`${model}, ${words}`, 'longestIdleMs'), 'ms'),
    );
    return `In ${model}, from start to exit of the main workload, the first worker to finish idles for ${quarters ?? ''}; with small batches, ${small ?? ''}.`;
  });
}

function wayTable(figures: Figures): Table {
  return {
    title: 'Once up: the same documents, distributed in three ways',
    columns: columnsOf(
      ['work', 'handed out'],
      ['last result', '÷ stealing', 'longest idle', 'idle', 'steals'],
    ),
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
      `Every ${STRIDE}th document of the main workload, its computing half alone: gunzip and JSON.parse. ${WORKERS} threads, warm, that stay up and take the ways in turn, forwards and backwards.`,
      `One slow worker: it does each item ${SLOW_REPEATS} times, and documents of all sizes are dealt to all quarters.`,
      'Longest idle: from when the first worker finds nothing more until the last result. Idle: that of all workers, as a share of their time.',
    ],
  };
}

function modelTable(figures: Figures): Table {
  return {
    title: 'Start to exit: the main workload, in quarters and in small batches',
    columns: columnsOf(['model', 'handed out'], ['last result', 'longest idle']),
    rows: MODELS[figures.scale].flatMap((model) =>
      BATCHES.map(({ words, batchSize }) => [
        { value: model },
        { value: words, detail: `${batchSize} items` },
        estimateCell(figures.of(`${model}, ${words}`, 'lastResultMs'), 'ms'),
        estimateCell(figures.of(`${model}, ${words}`, 'longestIdleMs'), 'ms'),
      ]),
    ),
    notes: [
      'Last result from the spawn. Workers that are up late are a cause of idling too: in quarters no other worker takes over what they have not begun.',
    ],
  };
}

function chart(figures: Figures): ClaimChart {
  return {
    title: 'Idle time of workers',
    kind: 'bars',
    x: { title: 'handed out' },
    y: { title: 'share of their time', unit: 'share' },
    points: WAYS.flatMap(({ id, words }) =>
      SITUATIONS.map((situation) => ({
        x: words,
        y: figures.of(situation.id, `${id}.idleShare`),
        series: situation.words,
      })),
    ),
  };
}
