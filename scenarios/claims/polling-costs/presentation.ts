import type { ClaimChart, Figures } from '../../../harness/claim-contract.ts';
import { estimateCell } from '../../../harness/text/estimate.ts';
import { formatValue } from '../../../harness/text/format.ts';
import { columnsOf, type Table } from '../../../harness/text/table.ts';
import { WAYS } from './ways.ts';

const COLUMNS = [
  { figure: 'cpuMsPerResult', title: 'CPU per result', unit: 'ms' },
  { figure: 'collectorCoreShare', title: 'collector, of a core', unit: 'share' },
  { figure: 'delayP50Ms', title: 'delay p50', unit: 'ms' },
  { figure: 'delayP99Ms', title: 'delay p99', unit: 'ms' },
] as const;

export function collectionTable(figures: Figures): Table {
  const results = formatValue(figures.of('no-wait', 'results').estimate, 'count');
  return {
    title: `Collecting the same ${results} results`,
    columns: columnsOf(
      ['collected by'],
      COLUMNS.map(({ title }) => title),
    ),
    rows: WAYS.map(({ id, title, detail }) => [
      { value: title, detail },
      ...COLUMNS.map(({ figure, unit }) => estimateCell(figures.of(id, figure), unit)),
    ]),
    notes: ['CPU of producers and collector together. Delay: from putting a result to taking it.'],
  };
}

export function delayChart(figures: Figures): ClaimChart {
  const asked = figures.of('timed-wait', 'delayP50Ms').estimate;
  const told = figures.of('async-wait', 'delayP50Ms').estimate;
  return {
    title: `Median delay of a result: ${formatValue(asked, 'ms')} by polling with a timeout, ${formatValue(told, 'ms')} by notification`,
    kind: 'bars',
    x: { title: 'collected by' },
    y: { title: 'delay of a result', unit: 'ms', scale: 'log' },
    points: WAYS.flatMap(({ id, title }) => [
      { x: title, y: figures.of(id, 'delayP50Ms'), series: 'p50' },
      { x: title, y: figures.of(id, 'delayP99Ms'), series: 'p99' },
    ]),
  };
}
