import { countOf, faultsAsked, faultsMet } from '../../analysis/faults.ts';
import type { ScenarioSummary, Summary } from '../../analysis/summary.ts';
import { formatCounts, formatKinds } from '../../text/format.ts';
import { type Cell, columnsOf, type Table } from '../../text/table.ts';
import { shared } from '../shared.ts';
import { intervalCell, invalidWord, nameCell } from './cells.ts';

/** How the models fared with faulty answers; no table where there were none. */
export function faultTables({ scenarios }: Summary): readonly Table[] {
  const models = scenarios.filter(({ scenario }) => faultsAsked(scenario) !== null);
  if (models.length === 0) return [];
  return [
    {
      title: 'Faults',
      columns: columnsOf(['model', 'failed items'], ['faulty answers', 'retries', 'time lost']),
      rows: models.map(row),
      notes: [
        ...shared(
          models.map(({ scenario }) => scenario),
          ({ expected }) => formatKinds(expected?.http?.faults ?? {}),
          (counts, of) => `Faulty answers of every trial${of}: ${counts}.`,
        ),
        ...shared(
          models.map(({ scenario }) => scenario),
          ({ settings }) => formatCounts([1 + (settings?.retries ?? 0)], 'attempt'),
          (attempts, of) => `An item${of} has up to ${attempts}.`,
        ),
        'Time lost is that of failed attempts and of the waits after them, added up over all items: items wait side by side, so it can exceed the time of the trial.',
      ],
    },
  ];
}

function row(model: ScenarioSummary): readonly Cell[] {
  const met = faultsMet(model);
  if (!model.valid || met === null) {
    const cell = { value: invalidWord(model) };
    return [nameCell(model), cell, cell, cell, cell];
  }
  return [
    nameCell(model),
    { value: formatKinds(met.failedItems) },
    { value: String(countOf(met.answers)) },
    intervalCell(met.retries, 'count'),
    intervalCell(met.lostMs, 'ms'),
  ];
}
