import type { MetricName } from '../../../results/metrics.ts';
import type { ScenarioSummary, Summary } from '../../analysis/summary.ts';
import { type Cell, columnsOf, type Table } from '../../text/table.ts';
import { metricCell, metricTitles, nameCell } from './cells.ts';
import { floorsLast, isFloor } from './compared-columns.ts';
import { asksMock, shared, working } from '../shared.ts';

export function phaseTable(summary: Summary): Table {
  const moments = ['bootMs', 'workersReadyMs', 'firstResultMs', 'lastResultMs'] as const;
  const metrics = [...moments, 'teardownMs', 'processes', 'messages'] as const;
  return metricTable(summary, { title: 'Phases', charts: ['phases'] }, metrics, [
    'Moments count from the spawn of the first process; teardown is from the last result to exit.',
  ]);
}

export function latencyTable(summary: Summary): Table {
  const latencies = ['latencyP50Ms', 'latencyP90Ms', 'latencyP99Ms'] as const;
  const metrics = [...latencies, 'loopUtilization', 'boundaryBytes'] as const;
  const requests = asksMock(summary.run);
  const [what, title] = requests
    ? ['requests in flight', 'Request latency and event loops']
    : ['items in flight', 'Item latency and event loops'];
  const notes = shared(
    working(summary.scenarios.map(({ scenario }) => scenario)),
    ({ settings }) => `${settings?.workers ?? '?'} x ${settings?.inFlight ?? '?'}`,
    (inFlight, of) =>
      `Waiting time${of} at ${inFlight} ${what}, as the model sees it: a busy loop adds to it.`,
  );
  return metricTable(summary, { title, charts: ['latency'] }, metrics, notes);
}

function metricTable(
  summary: Summary,
  head: Pick<Table, 'title' | 'charts'>,
  metrics: readonly MetricName[],
  notes: readonly string[],
): Table {
  return {
    ...head,
    columns: columnsOf(['model'], metricTitles(metrics)),
    rows: floorsLast(summary.scenarios).map((scenario) => [
      nameCell(scenario),
      ...metrics.map((metric) =>
        isMeaningless(scenario, metric)
          ? { value: 'n/a' }
          : withoutDetail(metricCell(scenario, metric)),
      ),
    ]),
    notes,
  };
}

/** A floor needs no event loop; one of 0 % never turned, in runs of versions that took that for idle. */
function isMeaningless(one: ScenarioSummary, metric: MetricName): boolean {
  return metric === 'loopUtilization' && (isFloor(one) || one.metrics[metric]?.estimate === 0);
}

function withoutDetail({ value, sortBy }: Cell): Cell {
  return sortBy === undefined ? { value } : { value, sortBy };
}
