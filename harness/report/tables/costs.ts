import { compare } from '../../analysis/comparison.ts';
import { isRanked } from '../../analysis/confidence.ts';
import { validBaseline } from '../../analysis/ranking.ts';
import { labelOf, type ScenarioSummary, type Summary } from '../../analysis/summary.ts';
import { formatCounts, formatValue } from '../../text/format.ts';
import type { Ink } from '../../text/screen.ts';
import { type Cell, columnsOf, type Table } from '../../text/table.ts';
import { type Cost, costsOf, medianOf } from '../costs.ts';
import { modelInks } from '../model-inks.ts';
import { working } from '../shared.ts';
import { comparisonCell, invalidWord } from './cells.ts';
import { floorsLast, isFloor } from './compared-columns.ts';
import { notRunNotes, notRunRows } from './not-run.ts';

/** How much the table shows where room is short. */
export interface CostDetail {
  /** What stands under each figure. */
  readonly below: 'comparison and interval' | 'comparison' | 'nothing';
  /** How many of the costs, from the left. */
  readonly costs: number;
}

export const ALL_COSTS: CostDetail = { below: 'comparison and interval', costs: Infinity };

interface Compared {
  readonly one: ScenarioSummary;
  readonly baseline: string | null;
  readonly cost: Cost;
}

/** The one table of the terminal: what each model costs as a job, and once up where that was measured. */
export function costsTable(summary: Summary, detail: CostDetail = ALL_COSTS): Table {
  const costs = costsOf(summary).slice(0, detail.costs);
  const baseline = validBaseline(summary);
  const inks = modelInks(summary);
  return {
    title: `What each model costs${itemsText(summary)}`,
    columns: columnsOf(
      ['model'],
      costs.map(({ title }) => title),
    ),
    rows: [
      ...floorsLast(summary.scenarios).map((one) => {
        const ink = inks.get(one.scenario.id) ?? 'gray';
        const cells = costs.map((cost) => ({
          ...figureCell(summary, one, cost, ink),
          ...comparisonBelow(summary, { one, baseline, cost }, detail.below),
        }));
        return [nameCell(one, ink, detail.below), ...cells];
      }),
      ...notRunRows(summary.run, costs.length),
    ],
    notes: [...notes(summary, costs, detail.below), ...notRunNotes(summary.run)],
  };
}

/** ` for 1000 items`; nothing where models differ in that. */
function itemsText({ scenarios }: Summary): string {
  const all = working(scenarios.map(({ scenario }) => scenario));
  const [items, ...others] = new Set(all.map(({ settings }) => settings?.items));
  if (items === undefined || others.length > 0) return '';
  return ` for ${formatCounts([items], 'item')}`;
}

function nameCell(one: ScenarioSummary, ink: Ink, below: CostDetail['below']): Cell {
  const name: Cell = { value: labelOf(one), ink };
  const { analogue } = one.scenario;
  return isFloor(one) && analogue !== null && below !== 'nothing'
    ? { ...name, detail: analogue }
    : name;
}

function figureCell({ scenarios }: Summary, one: ScenarioSummary, cost: Cost, ink: Ink): Cell {
  const estimate = medianOf(one, cost.metric)?.estimate ?? null;
  if (!one.valid) return { value: invalidWord(one), ink: 'red' };
  if (estimate === null) return { value: 'n/a' };
  const largest = Math.max(
    ...scenarios.map((other) => medianOf(other, cost.metric)?.estimate ?? 0),
  );
  const value = formatValue(estimate, cost.unit);
  return { value, sortBy: estimate, ...(largest > 0 && { bar: estimate / largest, ink }) };
}

/** What is compared with the baseline; nothing where too few rounds or launches show anything. */
function comparisonBelow(
  { run }: Summary,
  { one, baseline, cost }: Compared,
  below: CostDetail['below'],
): Pick<Cell, 'detail'> {
  const { scenario } = one;
  const isCompared = baseline !== null && scenario.id !== baseline && isRanked(run, scenario);
  if (below === 'nothing' || !isCompared) return {};
  const comparison = compare(run, scenario.id, baseline, cost.metric);
  if (comparison === null || comparison.outcome === 'unknown') return {};
  const { value, detail = '' } = comparisonCell(one, comparison, cost.quantity);
  return { detail: below === 'comparison' ? value : `${value} (${detail})` };
}

function notes(
  summary: Summary,
  costs: readonly Cost[],
  below: CostDetail['below'],
): readonly string[] {
  const baseline = validBaseline(summary);
  if (!summary.scenarios.some(({ valid }) => valid)) return [];
  const base = summary.scenarios.find(({ scenario }) => scenario.id === baseline);
  const isLive = costs.some(({ metric }) => metric === 'itemMs');
  const compared = base === undefined ? '' : `, below them the comparison with ${labelOf(base)}`;
  const medians = isLive ? 'Medians' : 'Medians from start to exit';
  const more = below === 'nothing' ? '; the report has their intervals' : compared;
  return [isLive ? `${medians}${more}. ${ONCE_UP}` : `${medians}${more}.`];
}

const ONCE_UP = 'Figures per item are once up, as in a server; the others from start to exit.';
