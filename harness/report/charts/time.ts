import { roundName } from '../../../results/round-name.ts';
import { CONFIDENCE } from '../../analysis/confidence.ts';
import { labelOf, type ScenarioSummary, type Summary } from '../../analysis/summary.ts';
import { completedTrials } from '../../analysis/trials.ts';
import { formatCounts, formatRange, formatValue } from '../../text/format.ts';
import type { Chart, Layer } from '../../drawing/chart.ts';
import { colour, namesAxis, PLOT_WIDTH } from '../../drawing/theme.ts';
import { quantity, SAYS } from './parts.ts';
import { timeTitle } from './title.ts';

/** Of one row, in px. */
const ROW = 54;
/** Dots spread over this much of it, upwards and downwards. */
const SPREAD = 16;

/** Time per model: a dot for every trial, a bar for the interval, a line for the median. */
export function timeChart(summary: Summary): Chart | null {
  const shown = summary.scenarios.filter(({ valid }) => valid);
  if (shown.length === 0) return null;
  const trials = formatCounts(
    shown.map(({ completed }) => completed),
    'trial',
  );
  const y = namesAxis(shown.map(labelOf));
  return {
    name: 'time',
    title: timeTitle(summary),
    subtitle: `Dots: trials, the first round on top. Bar: ${intervalText(shown)}. Line: median. n = ${trials} per model.`,
    spec: {
      width: PLOT_WIDTH,
      height: { step: ROW },
      layer: [
        {
          data: { values: trialDots(summary, shown) },
          mark: { type: 'circle', size: 38, color: colour('sky'), opacity: 1 },
          encoding: {
            y,
            x: {
              ...quantity('seconds'),
              title: 'time from spawn to exit (s)',
              scale: { zero: true },
              axis: { tickCount: 8 },
            },
            yOffset: {
              ...quantity('offset'),
              scale: { domain: [-1, 1], range: [ROW / 2 - SPREAD, ROW / 2 + SPREAD] },
            },
            description: SAYS,
          },
        },
        ...intervalLayers(summary, shown, y),
      ],
    },
  };
}

function intervalLayers(
  summary: Summary,
  shown: readonly ScenarioSummary[],
  y: ReturnType<typeof namesAxis>,
): readonly Layer[] {
  const data = { values: shown.flatMap((one) => intervalOf(summary, one)) };
  return [
    {
      data,
      mark: { type: 'bar', height: 12, color: colour('blue'), cornerRadius: 2 },
      encoding: { y, x: quantity('low'), x2: { field: 'high' }, description: SAYS },
    },
    {
      data,
      mark: { type: 'tick', thickness: 2, size: 26, opacity: 1, color: colour('ink'), aria: false },
      encoding: { y, x: quantity('median') },
    },
    {
      data,
      mark: { type: 'text', align: 'left', dx: 14, fontWeight: 600, aria: false },
      encoding: { y, x: quantity('most'), text: { field: 'label' } },
    },
  ];
}

function trialDots({ run }: Summary, shown: readonly ScenarioSummary[]) {
  const last = Math.max(1, ...run.trials.map(({ round }) => round));
  return shown.flatMap(({ scenario }) =>
    completedTrials(run, scenario.id).map(({ round, metrics }) => {
      const ms = metrics['wallMs'] ?? 0;
      return {
        scenario: scenario.label,
        seconds: ms / 1000,
        offset: (2 * round) / last - 1,
        says: `${scenario.label}, ${roundName(round)}: ${formatValue(ms, 'ms')}`,
      };
    }),
  );
}

function intervalOf({ run }: Summary, { scenario, metrics }: ScenarioSummary) {
  const interval = metrics.wallMs;
  if (interval === null) return [];
  const { estimate, low, high } = interval;
  const median = formatValue(estimate, 'ms');
  const trials = completedTrials(run, scenario.id);
  const most = Math.max(...trials.map((trial) => trial.metrics['wallMs'] ?? 0));
  return {
    scenario: scenario.label,
    median: estimate / 1000,
    low: low / 1000,
    high: high / 1000,
    most: most / 1000,
    label: median,
    says: `${scenario.label}: median ${median}, interval ${formatRange(low, high, estimate, 'ms')}`,
  };
}

function intervalText(shown: readonly ScenarioSummary[]): string {
  const reached = shown.every(({ metrics }) => (metrics.wallMs?.coverage ?? 1) >= CONFIDENCE);
  return reached ? 'the 95 % interval of the median' : 'the range, for want of rounds';
}
