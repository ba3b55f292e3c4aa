import type { Claim, Figures, Judgement } from '../../harness/claim-contract.ts';
import { estimateCell, estimateText } from '../../harness/text/estimate.ts';
import { columnsOf, type Table } from '../../harness/text/table.ts';
import type { Interval } from '../../harness/stats/interval.ts';
import { METRICS } from '../../results/metrics.ts';

const LOCKED = 'single-threaded';
const PARALLEL = ['worker-threads', 'child-processes'] as const;

/** What the article's table says of each column: less than the locked model, or more. */
const ORDERINGS = [
  { figure: 'wallMs', less: true },
  { figure: 'peakPssBytes', less: false },
  { figure: 'cpuMs', less: false },
] as const;

interface Answer {
  readonly model: string;
  readonly ordering: (typeof ORDERINGS)[number];
  readonly ratio: Interval;
  /** Whether the article's ordering is shown, ruled out, or neither. */
  readonly outcome: 'shown' | 'reversed' | 'open';
}

/** The article's three orderings, by the same trials as compare's. */
const claim: Claim = {
  name: 'the-table',
  number: 12,
  title: 'Time, memory and CPU of the table',
  says: 'Without the lock the same program is faster (1.65 and 1.50 times), but takes more memory and more CPU.',
  experiment:
    'The three models at the main workload with the settings of compare, ratios to the single-threaded model.',
  rounds: { full: 6, quick: 2 },
  cases: () => [LOCKED, ...PARALLEL].map((model) => ({ kind: 'model', id: model, model })),
  judge,
};
export default claim;

function judge(figures: Figures): Judgement {
  const answers = PARALLEL.flatMap((model) =>
    ORDERINGS.map((ordering): Answer => {
      const ratio = figures.ratio(model, LOCKED, ordering.figure);
      return { model, ordering, ratio, outcome: outcomeOf(ratio, ordering.less) };
    }),
  );
  const shown = answers.filter(({ outcome }) => outcome === 'shown');
  const verdict =
    shown.length === answers.length ? 'holds' : shown.length === 0 ? 'does-not-hold' : 'depends';
  return {
    verdict,
    sentence: `${PARALLEL.map((model) => modelSentence(model, answers)).join('; ')}.`,
    ...(verdict === 'depends' && { condition: `for ${conditionText(shown)}` }),
    tables: [table(figures, answers)],
  };
}

function outcomeOf({ low, high }: Interval, less: boolean): Answer['outcome'] {
  if (less ? high < 1 : low > 1) return 'shown';
  return (less ? low > 1 : high < 1) ? 'reversed' : 'open';
}

function modelSentence(model: string, answers: readonly Answer[]): string {
  const parts = answers
    .filter((answer) => answer.model === model)
    .map(({ ordering, ratio, outcome }) => {
      const what = METRICS[ordering.figure].title;
      const doubt = outcome === 'open' ? ', no difference shown' : '';
      return `${estimateText(ratio, 'ratio')} times the ${what}${doubt}`;
    });
  return `${model} takes ${parts.join(', ')}`;
}

/** A column that holds for both models needs no names. */
function conditionText(shown: readonly Answer[]): string {
  return ORDERINGS.flatMap((ordering) => {
    const models = shown.filter((one) => one.ordering === ordering).map(({ model }) => model);
    const title = METRICS[ordering.figure].title;
    if (models.length === 0) return [];
    return models.length === PARALLEL.length ? title : `${title} (${models.join(', ')})`;
  }).join(' and ');
}

function table(figures: Figures, answers: readonly Answer[]): Table {
  const titles = ORDERINGS.map(({ figure }) => METRICS[figure].title);
  return {
    title: 'Against the single-threaded model',
    columns: columnsOf(['model'], [...titles, ...titles.map((title) => `${title} ratio`)]),
    rows: [LOCKED, ...PARALLEL].map((model) => [
      { value: model },
      ...ORDERINGS.map(({ figure }) =>
        estimateCell(figures.of(model, figure), METRICS[figure].unit),
      ),
      ...ORDERINGS.map(({ figure }) => {
        const answer = answers.find((one) => one.model === model && one.ordering.figure === figure);
        return answer === undefined
          ? { value: '1', sortBy: 1 }
          : estimateCell(answer.ratio, 'ratio');
      }),
    ]),
    notes: [
      'The article: time 1 / 0.61 / 0.67, memory 1 / 3.3 / 4.5, CPU 1 / 5.5 / 16.4 of GIL threads, free threading and subinterpreters.',
    ],
  };
}
