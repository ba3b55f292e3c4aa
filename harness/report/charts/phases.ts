import { type MedianTrial, medianTrials } from '../../analysis/median-trials.ts';
import type { Summary } from '../../analysis/summary.ts';
import { METRICS, type MetricName } from '../../../results/metrics.ts';
import { formatValue } from '../../text/format.ts';
import type { Chart } from '../../drawing/chart.ts';
import { colour, namesAxis, PLOT_WIDTH } from '../../drawing/theme.ts';
import { legend, partBars, quantity, SAYS } from './parts.ts';
import { spanTitle } from './title.ts';

/** What lies before each moment, in the order of a trial. */
const PHASES = [
  { until: 'bootMs', title: 'boot', colour: colour('grey') },
  { until: 'workersReadyMs', title: 'start of workers', colour: colour('orange') },
  { until: 'firstResultMs', title: 'to first result', colour: colour('sky') },
  { until: 'lastResultMs', title: 'to last result', colour: colour('blue') },
  { until: 'wallMs', title: 'teardown', colour: colour('purple') },
] as const satisfies readonly { until: MetricName; title: string; colour: string }[];

/** The phases of the trial with the median time, and when each worker had no more work. */
export function phasesChart(summary: Summary): Chart | null {
  const trials = medianTrials(summary, 'wallMs');
  if (trials.length === 0) return null;
  const y = namesAxis(trials.map(({ label }) => label));
  return {
    name: 'phases',
    title: spanTitle(summary, 'workersReadyMs', 'Start until all workers are up'),
    subtitle: `Of the trial with the median time per model. Marks below a bar: a worker had no more work.`,
    spec: {
      width: PLOT_WIDTH,
      height: { step: 46 },
      layer: [
        partBars(
          trials.flatMap(phaseRows),
          y,
          { title: 'time since spawn (s)' },
          legend('phase', PHASES),
        ),
        {
          data: { values: trials.flatMap(workerEnds) },
          mark: {
            ...{ type: 'point', shape: 'triangle-up', filled: true, size: 46 },
            ...{ yOffset: 17, color: colour('ink'), opacity: 1 },
          },
          encoding: { y, x: quantity('seconds'), description: SAYS },
        },
      ],
    },
  };
}

/** A moment that is not known makes its phase part of the next. */
function phaseRows({ label, trial: { metrics } }: MedianTrial) {
  let from = 0;
  return PHASES.flatMap(({ until, title }) => {
    const moment = metrics[until] ?? null;
    if (moment === null || moment <= from) return [];
    const row = {
      ...{ scenario: label, phase: title },
      from: from / 1000,
      to: moment / 1000,
      says: `${label}, ${title}: ${formatValue(moment - from, METRICS[until].unit)}`,
    };
    from = moment;
    return row;
  });
}

function workerEnds({ label, trial: { workers } }: MedianTrial) {
  return workers.map(({ id, endedMs, items }) => ({
    scenario: label,
    seconds: endedMs / 1000,
    says: `${label}, worker ${id}: ${items} items, done at ${formatValue(endedMs, 'ms')}`,
  }));
}
