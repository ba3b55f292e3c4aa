import type { Scenario } from '../../../results/format.ts';
import { LIVE_METRIC_NAMES } from '../../../results/live-metrics.ts';
import { type Decision, decisions } from '../../analysis/decisions.ts';
import type { PayOff } from '../../analysis/pay-off.ts';
import { rank, type RankedMetric, RANKED_METRICS } from '../../analysis/ranking.ts';
import { labelOf, type Summary } from '../../analysis/summary.ts';
import { formatAlternatives, formatValue } from '../../text/format.ts';
import { type Cell, columnsOf, type Table } from '../../text/table.ts';
import { baseCell, comparisonCell, intervalCell, rankedTitle } from './cells.ts';

const FIGURES = ['start', 'per item', 'pays off from items', 'memory vs base', 'CPU vs base'];

/** What each model costs to start, when that pays off, and what else speaks for it. */
export function decisionTable(summary: Summary): Table {
  const all = decisions(summary);
  return {
    title: 'When to use what',
    charts: ['memory', 'cpu'],
    columns: [...columnsOf(['model'], FIGURES), { title: 'isolation', align: 'left' }],
    rows: all.map(decisionRow),
    notes: notes(summary, all),
  };
}

function decisionRow(decision: Decision): readonly Cell[] {
  const { model, isBaseline, startMs, payOff, memory, cpu } = decision;
  return [
    { value: labelOf(model) },
    intervalCell(startMs, 'ms'),
    intervalCell(model.onceUp?.itemMs ?? null, 'ms'),
    isBaseline ? { value: 'base' } : payOffCell(payOff),
    isBaseline ? baseCell('base') : comparisonCell(model, memory, 'amount'),
    isBaseline ? baseCell('base') : comparisonCell(model, cpu, 'amount'),
    isolationCell(model.scenario),
  ];
}

function payOffCell(payOff: PayOff | null): Cell {
  switch (payOff?.kind) {
    case undefined:
      return { value: 'n/a' };
    case 'always':
      return { value: 'any number' };
    case 'never':
      return { value: 'never' };
    case 'below':
      return { value: `below ${count(payOff.items)}`, sortBy: payOff.items };
    case 'unknown': {
      const { atLeast } = payOff;
      const detail = atLeast === null ? 'no difference' : atLeastText(atLeast);
      return { value: 'not known', detail };
    }
    case 'from':
    case 'until': {
      const { kind, items, low, high } = payOff;
      const detail = high === null ? atLeastText(low) : `${count(low)}-${count(high)}`;
      const value = kind === 'until' ? `until ${count(items)}` : count(items);
      return { value, sortBy: items, detail };
    }
  }
}

function atLeastText(items: number): string {
  return `at least ${count(items)}`;
}

function count(items: number): string {
  return formatValue(items, 'count');
}

/** Both are properties of the model. */
function isolationCell({ isolation, sharing }: Scenario): Cell {
  const value = isolation ?? 'not stated';
  return sharing === null ? { value } : { value, detail: `shares ${sharing}` };
}

function notes(summary: Summary, all: readonly Decision[]): readonly string[] {
  const measured = all.some(({ model }) => model.onceUp !== null);
  const ranked = measured ? [...RANKED_METRICS, ...LIVE_METRIC_NAMES] : RANKED_METRICS;
  const lowest = ranked.flatMap((metric) => lowestText(summary, metric) ?? []);
  return [
    ...(lowest.length === 0 ? [] : [lowest.join(' ')]),
    'Start: from spawn until the workers are up, and from the last result to exit. Per item: the time of an item once up.',
    ...(measured ? payOffNotes(all) : [NOT_MEASURED]),
    'Isolation: where a crash or a full heap of one worker stops. Shares: what workers see of the same data without a copy.',
  ];
}

const NOT_MEASURED =
  'Once up was not measured, so there is no time per item and no number of items from which a model pays off.';

/** `Lowest time: worker-threads.` */
function lowestText(summary: Summary, metric: RankedMetric): string | null {
  const { ranks, contenders } = rank(summary, metric);
  if (ranks === null) return null;
  const first = contenders.filter(({ scenario }) => ranks.get(scenario.id) === 1).map(labelOf);
  const alike = first.length > 1 ? ' (no difference detected)' : '';
  return `Lowest ${rankedTitle(metric)}: ${formatAlternatives(first)}${alike}.`;
}

function payOffNotes(all: readonly Decision[]): readonly string[] {
  const base = all.find(({ isBaseline }) => isBaseline)?.model.scenario;
  if (base === undefined) return [];
  const of = (kind: PayOff['kind']) => all.filter(({ payOff }) => payOff?.kind === kind);
  const numbers = all.flatMap(({ payOff }) =>
    payOff?.kind === 'from' || payOff?.kind === 'until' ? payOff : [],
  );
  const items = base.settings?.items ?? '?';
  const number = `Pays off from: the number of items at which a job of the model takes as long as one of ${base.label}, below it its 95 % confidence interval. Measured are jobs of ${items} items; each further one counts as an item once up.`;
  return [
    ...(numbers.length === 0 ? [] : [number]),
    ...(of('until').length === 0
      ? []
      : [`Until: with more items it is slower than ${base.label}.`]),
    ...(of('below').length === 0 ? [] : [BELOW]),
    ...of('unknown').map(
      ({ model }) => `${labelOf(model)}: no difference per item from ${base.label} was detected.`,
    ),
  ];
}

const BELOW =
  'Below: jobs of that many items are faster already; a run with fewer --items finds from how many on.';
