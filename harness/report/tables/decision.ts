import type { Scenario } from '../../../results/format.ts';
import { METRICS } from '../../../results/metrics.ts';
import { type Decision, decisions } from '../../analysis/decisions.ts';
import type { PayOff } from '../../analysis/pay-off.ts';
import { rank, type RankedMetric, RANKED_METRICS } from '../../analysis/ranking.ts';
import { CONFIDENCE, labelOf, type Summary } from '../../analysis/summary.ts';
import type { Interval } from '../../stats/interval.ts';
import { estimateCell } from '../../text/estimate.ts';
import { formatAlternatives, formatValue } from '../../text/format.ts';
import { type Cell, columnsOf, type Table } from '../../text/table.ts';
import { ratioCell } from './cells.ts';

const FIGURES = ['start', 'per item', 'pays off from items', 'memory ÷ base', 'CPU ÷ base'];

/** What each model costs to start, when that pays off, and what else speaks for it. */
export function decisionTable(summary: Summary): Table {
  const all = decisions(summary);
  return {
    title: 'When to use what',
    columns: [...columnsOf(['model'], FIGURES), { title: 'isolation', align: 'left' }],
    rows: all.map(decisionRow),
    notes: all.length === 0 ? ['No model has figures.'] : notes(summary, all),
  };
}

function decisionRow(decision: Decision): readonly Cell[] {
  const { model, isBaseline, startMs, itemMs, payOff, memory, cpu } = decision;
  const base: Cell = { value: '1', sortBy: 1 };
  return [
    { value: labelOf(model) },
    medianCell(startMs),
    medianCell(itemMs),
    isBaseline ? { value: 'base' } : payOffCell(payOff),
    isBaseline ? base : ratioCell(model, memory),
    isBaseline ? base : ratioCell(model, cpu),
    isolationCell(model.scenario),
  ];
}

function medianCell(interval: Interval | null): Cell {
  return interval === null ? { value: 'n/a' } : estimateCell(interval, 'ms');
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
    case 'unknown':
      return { value: 'not known', detail: unknownText(payOff) };
    case 'from': {
      const { items, low, high } = payOff;
      const detail = high === null ? atLeastText(low) : `${count(low)}-${count(high)}`;
      return { value: count(items), sortBy: items, detail };
    }
  }
}

function unknownText({ why, atLeast }: PayOff & { readonly kind: 'unknown' }): string {
  if (atLeast !== null) return atLeastText(atLeast);
  return why === 'short' ? 'too few items' : 'no difference';
}

function atLeastText(items: number): string {
  return `at least ${count(items)}`;
}

function count(items: number): string {
  return formatValue(items, 'count');
}

/** Both are properties of the model. */
function isolationCell({ isolation, sharing }: Scenario): Cell {
  const value = isolation ?? 'not said';
  return sharing === null ? { value } : { value, detail: `shares ${sharing}` };
}

function notes(summary: Summary, all: readonly Decision[]): readonly string[] {
  const lowest = RANKED_METRICS.flatMap((metric) => lowestText(summary, metric) ?? []);
  return [
    ...(lowest.length === 0 ? [] : [lowest.join(' ')]),
    'Start: from spawn until the workers are up, and from the last result to exit. Per item: the time between, divided by the items.',
    ...payOffNotes(all),
    'Isolation: where a crash or a full heap of one worker stops. Shares: what workers see of the same data without a copy.',
  ];
}

/** `Lowest time: worker-threads.` */
function lowestText(summary: Summary, metric: RankedMetric): string | null {
  const { ranks, contenders } = rank(summary, metric);
  if (ranks === null) return null;
  const first = contenders.filter(({ scenario }) => ranks.get(scenario.id) === 1).map(labelOf);
  const alike = first.length > 1 ? ' (no difference detected)' : '';
  return `Lowest ${METRICS[metric].title}: ${formatAlternatives(first)}${alike}.`;
}

function payOffNotes(all: readonly Decision[]): readonly string[] {
  const base = all.find(({ isBaseline }) => isBaseline)?.model.scenario;
  if (base === undefined) return [];
  const numbers = all.flatMap(({ payOff }) => (payOff?.kind === 'from' ? payOff : []));
  const certain = numbers.every(({ coverage }) => coverage >= CONFIDENCE);
  const below = certain
    ? 'its 95 % confidence interval'
    : 'the full range (a 95 % interval needs at least 6 rounds)';
  const number = `Pays off from: the number of items at which a model is as fast as ${base.label}, below it ${below}. It assumes that start-up and time per item stay as they are with ${base.settings?.items ?? '?'} items.`;
  const hasBelow = all.some(({ payOff }) => payOff?.kind === 'below');
  return [
    ...(numbers.length === 0 ? [] : [number]),
    ...(hasBelow ? [BELOW] : []),
    ...all.flatMap(unknownNote(base.label)),
  ];
}

const BELOW =
  'Below: it pays off with half of these items already. From how many, trials of about as many say: use fewer --items.';

/** Why there is no number. */
function unknownNote(base: string): (decision: Decision) => readonly string[] {
  return ({ model, payOff }) => {
    if (payOff?.kind !== 'unknown') return [];
    const why =
      payOff.why === 'alike'
        ? `no difference per item from ${base} was detected. More --rounds or --items show smaller ones.`
        : 'start-up and warm-up are too large a part of these trials to say from how many items it pays off. Use more --items.';
    return [`${labelOf(model)}: ${why}`];
  };
}
