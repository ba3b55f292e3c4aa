import type { Claim, Figures, Judgement } from '../../harness/claim-contract.ts';
import { estimateText } from '../../harness/text/estimate.ts';
import { formatList, formatRatio, formatValue } from '../../harness/text/format.ts';
import { ARTICLE, memoryChart } from './creation-cost/chart.ts';
import { conceptTable } from './creation-cost/concepts.ts';
import { foreignCases } from './creation-cost/foreign-units.ts';
import {
  costOfOneMore,
  excess,
  type Measure,
  measuresOf,
  wasMeasured,
} from './creation-cost/one-more.ts';
import { costTable } from './creation-cost/table.ts';
import {
  casesOf,
  CLIENT_THREAD,
  EMPTY_TASK,
  EMPTY_THREAD,
  manyOf,
  type Unit,
  UNITS,
} from './creation-cost/units.ts';

const claim: Claim = {
  name: 'creation-cost',
  number: 2,
  title: 'Tasks are light, threads are heavy',
  says: 'A goroutine starts at about 2 KB and a thread has at least 32 KB of stack: thousands of the one are no sweat, of the other you might spawn 4 to 8.',
  experiment:
    'Async tasks, threads and child processes are started, all alive at once, and ended, both empty and with an HTTP client loaded, and where their languages are installed goroutines and Python threads. The cost of one more is the difference between many and few.',
  rounds: { full: 6, quick: 2 },
  cases: (scale) => UNITS.flatMap((unit) => casesOf(unit, scale)),
  foreignCases,
  judge,
};
export default claim;

type Verdict = Pick<Judgement, 'verdict' | 'sentence' | 'evidence' | 'condition'>;

/** How many times a goroutine the article makes a thread. */
const TIMES = ARTICLE.threadBytes / ARTICLE.goroutineBytes;

function judge(figures: Figures): Judgement {
  return {
    ...(wasMeasured(figures, EMPTY_THREAD) ? judgeCosts(figures) : judgeRefusal(figures)),
    tables: [costTable(figures), conceptTable(figures)],
    ...memoryChart(figures),
  };
}

/** As many threads as were asked for brought the process down, or the machine. */
function judgeRefusal(figures: Figures): Verdict {
  const tasks = formatValue(figures.of(manyOf(EMPTY_TASK), 'started').estimate, 'count');
  const cause = figures.failure(manyOf(EMPTY_THREAD)) ?? 'the machine started no more than a few';
  const threads = EMPTY_THREAD.many[figures.scale];
  const sentence = `${tasks} async tasks ran at once, but ${threads} threads did not start.`;
  return { verdict: 'holds', sentence, evidence: [`${threads} threads: ${cause}.`] };
}

function judgeCosts(figures: Figures): Verdict {
  const measures = measuresOf(figures, EMPTY_THREAD);
  const excesses = measures.map((measure) => ({
    measure,
    excess: excess(figures, [EMPTY_THREAD, EMPTY_TASK], TIMES, measure),
  }));
  const heavier = excesses.filter((one) => one.excess.low > 0);
  const parts = { sentence: finding(figures, measures), evidence: evidence(figures, measures) };
  if (heavier.length === measures.length) return { verdict: 'holds', ...parts };
  if (excesses.every((one) => one.excess.high <= 0)) return { verdict: 'does-not-hold', ...parts };
  const surely = formatList(heavier.map(({ measure }) => measure.title));
  const condition =
    surely === ''
      ? `no cost of a thread was detectably more than that of ${TIMES} tasks, the ratio in the article`
      : `only in ${surely} does a thread cost detectably more than ${TIMES} tasks, the ratio in the article`;
  return { verdict: 'depends', condition, ...parts };
}

/** Time, which depends on how many start at once, is left to the evidence. */
function finding(figures: Figures, measures: readonly Measure[]): string {
  const shown = measures.filter(({ figure }) => figure !== 'wallMs');
  const costOf = (unit: Unit) =>
    shown.map((measure) => {
      const { estimate } = costOfOneMore(figures, unit, measure);
      return `${formatValue(estimate, measure.unit)} of ${measure.title}`;
    });
  return `One more thread costs ${formatList(costOf(EMPTY_THREAD))}; one more async task costs ${formatList(costOf(EMPTY_TASK))}.`;
}

function evidence(figures: Figures, measures: readonly Measure[]): readonly string[] {
  return [
    `One more thread costs ${costs(figures, EMPTY_THREAD, measures)}.`,
    `One more async task costs ${costs(figures, EMPTY_TASK, measures)}.`,
    ...stackWords(figures, measures),
  ];
}

function costs(figures: Figures, unit: Unit, measures: readonly Measure[]): string {
  const texts = measures.map((measure) => {
    const cost = costOfOneMore(figures, unit, measure);
    return `${estimateText(cost, measure.unit)} of ${measure.title}`;
  });
  return formatList(texts);
}

/** What the article's stack size tells of a thread here, and what its modules do to it. */
function stackWords(figures: Figures, measures: readonly Measure[]): readonly string[] {
  const memory = measures.find(({ figure }) => figure === 'privateBytes');
  if (memory === undefined) return [];
  const { estimate } = costOfOneMore(figures, EMPTY_THREAD, memory);
  const stacks = formatRatio(estimate / ARTICLE.threadBytes);
  const words = `A thread takes ${stacks} times the ${formatValue(ARTICLE.threadBytes, 'bytes')} of stack that the article names.`;
  if (!wasMeasured(figures, CLIENT_THREAD)) return [words];
  const loaded = estimateText(costOfOneMore(figures, CLIENT_THREAD, memory), 'bytes');
  return [words, `A thread that loads an HTTP client takes ${loaded}.`];
}
