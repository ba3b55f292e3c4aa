import { type MedianTrial, medianTrials } from '../../analysis/median-trials.ts';
import type { Summary } from '../../analysis/summary.ts';
import { METRICS, type MetricName } from '../../../results/metrics.ts';
import { unitAxis } from '../../drawing/axis.ts';
import type { Chart } from '../../drawing/chart.ts';
import { colour, namesAxis } from '../../drawing/theme.ts';
import { formatValue } from '../../text/format.ts';
import { partBars, quantity, SAYS, type Tint, tints } from './parts.ts';
import { chartRows, floorLine, floorText, modelColours } from './rows.ts';
import { spanTitle } from './title.ts';

/** What lies before each moment, in the order of a trial. */
const PHASES = [
  { until: 'bootMs', title: 'boot', opacity: 0.2 },
  { until: 'workersReadyMs', title: 'start of workers', opacity: 0.5 },
  { until: 'firstResultMs', title: 'to first result', opacity: 0.75 },
  { until: 'lastResultMs', title: 'to last result', opacity: 1 },
  { until: 'wallMs', title: 'teardown', opacity: 0.35 },
] as const satisfies readonly (Tint & { until: MetricName })[];

/** The phases of the trial with the median time, and when each worker had no more work. */
export function phasesChart(summary: Summary): Chart | null {
  const { rows, floor } = chartRows(summary);
  const trials = medianTrials({ ...summary, scenarios: rows }, 'wallMs');
  if (trials.length === 0) return null;
  const colours = modelColours(summary);
  const y = namesAxis(trials.map(({ label }) => label));
  const most = Math.max(...trials.map(({ trial }) => trial.metrics['wallMs'] ?? 0));
  return {
    name: 'phases',
    title: spanTitle(summary, 'workersReadyMs', 'Start until all workers are up'),
    subtitle: `Time since spawn, of the trial with the median time per model. Marks below a bar: a worker had no more work.${floorText(floor, 'wallMs')}`,
    spec: (layout) => ({
      width: layout.plot,
      height: { step: 42 },
      layer: [
        partBars(
          trials.flatMap((trial) => phaseRows(trial, colours)),
          y,
          { title: null, axis: unitAxis('ms', most, layout.ticks) },
          tints('phase', PHASES),
        ),
        ...floorLine(floor, 'wallMs'),
        {
          data: { values: trials.flatMap(workerEnds) },
          mark: {
            ...{ type: 'point', shape: 'triangle-up', filled: true, size: 40 },
            ...{ yOffset: 16, color: colour('ink'), opacity: 1 },
          },
          encoding: { y, x: quantity('ms'), description: SAYS },
        },
      ],
    }),
  };
}

/** A moment that is not known makes its phase part of the next. */
function phaseRows(
  { label, trial: { metrics }, summary: { scenario } }: MedianTrial,
  colours: ReadonlyMap<string, string>,
) {
  let from = 0;
  return PHASES.flatMap(({ until, title }) => {
    const moment = metrics[until] ?? null;
    if (moment === null || moment <= from) return [];
    const row = {
      ...{ scenario: label, colour: colours.get(scenario.id), phase: title },
      ...{ from, to: moment },
      says: `${label}, ${title}: ${formatValue(moment - from, METRICS[until].unit)}`,
    };
    from = moment;
    return row;
  });
}

function workerEnds({ label, trial: { workers } }: MedianTrial) {
  return workers.map(({ id, endedMs, items }) => ({
    ...{ scenario: label, ms: endedMs },
    says: `${label}, worker ${id}: ${items} items, done at ${formatValue(endedMs, 'ms')}`,
  }));
}
