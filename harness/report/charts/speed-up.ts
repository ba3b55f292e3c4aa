import { capacityFor } from '../../analysis/capacity.ts';
import type { Comparison } from '../../analysis/comparison.ts';
import { CONFIDENCE } from '../../analysis/confidence.ts';
import { rank, validBaseline } from '../../analysis/ranking.ts';
import { comparisonWords } from '../../analysis/ratio-text.ts';
import { labelOf, type ScenarioSummary, type Summary } from '../../analysis/summary.ts';
import type { Chart, Layer } from '../../drawing/chart.ts';
import { colour, type Layout, namesAxis } from '../../drawing/theme.ts';
import { formatRatio, formatRatioRange } from '../../text/format.ts';
import { endWithRoom, labelColumn, quantity, SAYS, tints } from './parts.ts';
import { chartRows, COLOUR, modelColours } from './rows.ts';

/** The two questions, in the order of the bars. */
const QUESTIONS = [
  { title: 'start to exit', opacity: 0.45, metric: 'wallMs' },
  { title: 'once up', opacity: 1, metric: 'itemMs' },
] as const;

/** For the ratio, in px. */
const LABEL = 56;

interface Bar {
  readonly scenario: string;
  readonly colour: string | undefined;
  readonly question: string;
  readonly speedUp: Comparison;
  /** `1.20x faster`. */
  readonly words: string;
}

/** Speed-ups as a job beside those once up; none where once up was not measured. */
export function speedUpChart(summary: Summary): Chart | null {
  const baseline = summary.scenarios.find(({ scenario }) => scenario.id === validBaseline(summary));
  if (baseline === undefined) return null;
  const bars = barsOf(summary, baseline);
  const names = [...new Set(bars.map(({ scenario }) => scenario))];
  if (!bars.some(({ question }) => question === QUESTIONS[1].title)) return null;
  const workers = Math.max(
    ...summary.scenarios.map(({ scenario }) => scenario.settings?.workers ?? 1),
  );
  const given = capacityFor(summary.run, workers, CONFIDENCE);
  const capacity =
    given === null
      ? ''
      : ` Dashed: ${formatRatio(given.cores.estimate)}, what the machine gives to ${given.copies} copies of the same work at once.`;
  const marks = given === null ? [1] : [1, given.cores.estimate];
  const most = Math.max(...marks, ...bars.map(({ speedUp }) => speedUp.high));
  return {
    name: 'speed-up',
    title: titleOf(bars, labelOf(baseline)),
    subtitle: `Time of ${labelOf(baseline)} divided by that of the model: 1 is as fast, 2 twice as fast. Whiskers: ${intervalText(bars)}.${capacity}`,
    spec: (layout) => ({
      width: layout.plot,
      height: { step: 22 },
      layer: [
        ...barLayers(bars, namesAxis(names), most, layout),
        ...marks.map((at, index) => ruleLayer(at, index > 0)),
      ],
    }),
  };
}

function barsOf(summary: Summary, { scenario: { id: base } }: ScenarioSummary): readonly Bar[] {
  const colours = modelColours(summary);
  return chartRows(summary).rows.flatMap(({ scenario, speedup, onceUp }) =>
    QUESTIONS.flatMap(({ title, metric }) => {
      const { id, label } = scenario;
      const speedUp = metric === 'wallMs' ? speedup : (onceUp?.speedup ?? null);
      const ratio = rank(summary, metric).ratio(id, base);
      if (id === base || speedUp === null || ratio === null) return [];
      const { words } = comparisonWords(ratio, 'time');
      return { scenario: label, colour: colours.get(id), question: title, speedUp, words };
    }),
  );
}

function titleOf(bars: readonly Bar[], baseline: string): string {
  const [job, live] = QUESTIONS.map(({ title }) =>
    bars
      .filter(({ question }) => question === title)
      .map(({ scenario, words }) => `${scenario} ${words}`)
      .join(', '),
  );
  return `Against ${baseline}, as a job: ${job ?? ''}; once up: ${live ?? ''}`;
}

/** A comparison that too few rounds or launches decide has no such confidence. */
function intervalText(bars: readonly Bar[]): string {
  return bars.some(({ speedUp }) => speedUp.outcome === 'unknown')
    ? 'the full range'
    : 'simultaneous 95 % confidence intervals';
}

function barLayers(
  bars: readonly Bar[],
  y: ReturnType<typeof namesAxis>,
  most: number,
  layout: Layout,
): readonly Layer[] {
  const data = { values: bars.map(valuesOf) };
  const yOffset = {
    field: 'question',
    type: 'nominal',
    sort: QUESTIONS.map(({ title }) => title),
  } as const;
  const end = endWithRoom(most, LABEL, layout);
  const x = {
    ...{ ...quantity('ratio'), title: null },
    scale: { zero: true, domainMax: end, nice: false },
    axis: { tickCount: layout.ticks, labelExpr: "format(datum.value, '~r') + 'x'" },
  } as const;
  const color = { color: COLOUR, opacity: tints('question', QUESTIONS) };
  return [
    {
      data,
      mark: { type: 'bar', height: 14 },
      encoding: { y, yOffset, x, ...color, description: SAYS },
    },
    {
      data,
      mark: { type: 'rule', strokeWidth: 1, color: colour('ink'), aria: false },
      encoding: { y, yOffset, x: quantity('low'), x2: { field: 'high' } },
    },
    labelColumn(data.values, { y, yOffset }, end),
  ];
}

function valuesOf({ speedUp, ...bar }: Bar) {
  const { ratio, low, high } = speedUp;
  const label = `${formatRatio(ratio)}x`;
  const says = `${bar.scenario}, ${bar.question}: ${label} (${formatRatioRange(speedUp)})`;
  return { ...bar, ratio, low, high, label, says };
}

function ruleLayer(at: number, dashed: boolean): Layer {
  return {
    data: { values: [{ at }] },
    mark: {
      ...{ type: 'rule', strokeWidth: 1, color: colour('ink'), aria: false },
      ...(dashed && { strokeDash: [5, 4] }),
    },
    encoding: { x: quantity('at') },
  };
}
