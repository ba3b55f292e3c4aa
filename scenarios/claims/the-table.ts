import type { Claim, ClaimChart, Figures, Judgement } from '../../harness/claim-contract.ts';
import { estimateCell } from '../../harness/text/estimate.ts';
import { formatList } from '../../harness/text/format.ts';
import { columnsOf, type Table } from '../../harness/text/table.ts';
import type { Interval } from '../../harness/stats/interval.ts';
import { METRICS } from '../../results/metrics.ts';
import { AMOUNT, comparedText, TIME } from './shared/compared.ts';
import { jobOf, onceUpOf, type View } from './shared/views.ts';

const LOCKED = 'single-threaded';
const PARALLEL = ['worker-threads', 'child-processes'] as const;
const MODELS = [LOCKED, ...PARALLEL];

/** A column of the article's table: less than the locked model, or more. */
interface Ordering {
  readonly title: string;
  readonly figure: View['time'] | View['cpu'] | 'peakPssBytes';
  readonly unit: 'ms' | 'bytes';
  readonly less: boolean;
}

interface Answer {
  readonly model: string;
  readonly ordering: Ordering;
  readonly ratio: Interval;
  /** Whether the article's ordering is shown, ruled out, or neither. */
  readonly outcome: 'shown' | 'reversed' | 'open';
}

/** What one view answers. */
interface Part {
  readonly view: View;
  readonly orderings: readonly Ordering[];
  readonly answers: readonly Answer[];
}

/** The article's three orderings, by the same trials as compare's, and by launches. */
const claim: Claim = {
  name: 'the-table',
  number: 12,
  title: 'Time, memory and CPU of the table',
  says: 'Without the lock the same program is faster (1.65 and 1.50 times), but takes more memory and more CPU.',
  experiment:
    'The three models at the main workload with the settings of compare, as ratios to the single-threaded model: from start to exit, as in the article, and once up, because start-up is negligible in the 39 s of its program.',
  rounds: { full: 6, quick: 2 },
  cases: () => MODELS.map((model) => ({ kind: 'model', id: model, model })),
  launches: [{ cases: MODELS, latency: 'none' }],
  judge,
};
export default claim;

function judge(figures: Figures): Judgement {
  const [job, onceUp] = [jobOf(figures), onceUpOf(figures)];
  const parts = (onceUp === null ? [job] : [job, onceUp]).map(answered);
  const answers = parts.flatMap((part) => part.answers);
  const shown = answers.filter(({ outcome }) => outcome === 'shown');
  const verdict =
    shown.length === answers.length ? 'holds' : shown.length === 0 ? 'does-not-hold' : 'depends';
  return {
    verdict,
    sentence: finding(parts),
    evidence: parts.flatMap(partEvidence),
    ...(verdict === 'depends' && {
      condition: `the article's order was found ${parts.flatMap(conditionText).join('; ')}`,
    }),
    tables: parts.map(table),
    chart: chart(parts),
  };
}

/** Which models were faster in each view, and which used more in all of them. */
function finding(parts: readonly Part[]): string {
  const times = parts.map(({ view, answers }) => {
    const faster = shownModels(answers.filter(({ ordering }) => ordering.less));
    const names = faster.length === 0 ? 'neither parallel model' : formatList(faster);
    return `${view.words}, ${names} ${faster.length === PARALLEL.length ? 'were' : 'was'} faster`;
  });
  const costly = (what: readonly Ordering['figure'][]) =>
    namesOf(
      parts.flatMap(({ answers }) => answers.filter((one) => what.includes(one.ordering.figure))),
    );
  const [memory, cpu] = [costly(['peakPssBytes']), costly(['cpuMs', 'itemCpuMs'])];
  const costs =
    memory === cpu
      ? `${memory} used more memory and CPU`
      : `${memory} used more memory, ${cpu} more CPU`;
  return [times.join('; '), costs].map((text) => `${sentenceCase(text)}.`).join(' ');
}

function namesOf(answers: readonly Answer[]): string {
  const models = shownModels(answers);
  return models.length === PARALLEL.length ? 'both' : (models[0] ?? 'neither');
}

function sentenceCase(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Models for which all of these answers show the article's order. */
function shownModels(answers: readonly Answer[]): readonly string[] {
  return PARALLEL.filter((model) =>
    answers.filter((one) => one.model === model).every(({ outcome }) => outcome === 'shown'),
  );
}

function answered(view: View): Part {
  const orderings = orderingsOf(view);
  const answers = PARALLEL.flatMap((model) =>
    orderings.map((ordering): Answer => {
      const ratio = view.measured.ratio(model, LOCKED, ordering.figure);
      return { model, ordering, ratio, outcome: outcomeOf(ratio, ordering.less) };
    }),
  );
  return { view, orderings, answers };
}

/** Memory is that of a whole trial, whose peak once up is part of it. */
function orderingsOf({ words, time, cpu, titles }: View): readonly Ordering[] {
  const memory = {
    title: METRICS.peakPssBytes.title,
    figure: 'peakPssBytes',
    unit: 'bytes',
  } as const;
  return [
    { title: titles.time, figure: time, unit: 'ms', less: true },
    ...(words === 'once up' ? [] : [{ ...memory, less: false }]),
    { title: titles.cpu, figure: cpu, unit: 'ms', less: false },
  ];
}

function outcomeOf({ low, high }: Interval, less: boolean): Answer['outcome'] {
  if (less ? high < 1 : low > 1) return 'shown';
  return (less ? low > 1 : high < 1) ? 'reversed' : 'open';
}

function partEvidence({ view, answers }: Part): readonly string[] {
  return PARALLEL.map((model) => {
    const texts = answers
      .filter((answer) => answer.model === model)
      .map(({ ordering: { title, less }, ratio }) => {
        return `${title}, ${comparedText(ratio, less ? TIME : AMOUNT)}`;
      });
    return `${model} against ${LOCKED}, ${view.words}: ${texts.join('; ')}.`;
  });
}

/** What one view shows; a column that holds for both models needs no names. */
function conditionText({ view, orderings, answers }: Part): readonly string[] {
  const columns = orderings.flatMap((ordering) => {
    const models = answers
      .filter((one) => one.ordering === ordering && one.outcome === 'shown')
      .map(({ model }) => model);
    if (models.length === 0) return [];
    return models.length === PARALLEL.length
      ? ordering.title
      : `${ordering.title} (${models.join(', ')})`;
  });
  return columns.length === 0 ? [] : [`${view.words}, for ${formatList(columns)}`];
}

function table({ view, orderings, answers }: Part): Table {
  const titles = orderings.map(({ title }) => title);
  return {
    title: `Against the single-threaded model, ${view.words}`,
    columns: columnsOf(['model'], [...titles, ...titles.map((title) => `${title} ratio`)]),
    rows: MODELS.map((model) => [
      { value: model },
      ...orderings.map(({ figure, unit }) => estimateCell(view.measured.of(model, figure), unit)),
      ...orderings.map((ordering) => {
        const answer = answers.find((one) => one.model === model && one.ordering === ordering);
        return answer === undefined
          ? { value: '1', sortBy: 1 }
          : estimateCell(answer.ratio, 'ratio');
      }),
    ]),
    notes: [
      view.meaning,
      'The article: time 1 / 0.61 / 0.67, memory 1 / 3.3 / 4.5, CPU 1 / 5.5 / 16.4 of GIL threads, free threading and subinterpreters.',
    ],
  };
}

function chart(parts: readonly Part[]): ClaimChart {
  return {
    title: `Time, memory and CPU against ${LOCKED}`,
    kind: 'bars',
    x: { title: '' },
    y: { title: `ratio to ${LOCKED}` },
    points: parts.flatMap(({ view, answers }) =>
      answers.map(({ model, ordering, ratio }) => ({
        x: `${ordering.title}, ${view.words}`,
        y: ratio,
        series: model,
      })),
    ),
  };
}
