import { type SharedDataCost, sharedDataCosts } from '../../analysis/shared-data.ts';
import { labelOf, type Summary } from '../../analysis/summary.ts';
import { formatValue } from '../../text/format.ts';
import { type Cell, columnsOf, type Table } from '../../text/table.ts';

/** What data that all workers read costs each model; no table where the workload shares none. */
export function sharedDataTables(summary: Summary): readonly Table[] {
  const costs = sharedDataCosts(summary);
  const [first] = costs;
  if (first === undefined) return [];
  return [
    {
      title: 'Shared data',
      columns: columnsOf(['model'], ['copies', 'bytes of data', 'peak PSS above base']),
      rows: costs.map(row),
      notes: [
        `Every worker reads ${formatValue(first.bytes, 'bytes')} that "share" returns. Workers of one process read the same copy; each process has its own.`,
        'Peak PSS above base is all that a model needs beyond the baseline: workers too, and where threads share the data, the moment in which it is copied to memory that they share.',
      ],
    },
  ];
}

function row({ model, isBaseline, bytes, copies, overBaseline }: SharedDataCost): readonly Cell[] {
  return [
    { value: labelOf(model) },
    { value: copies === null ? 'not stated' : String(copies) },
    { value: copies === null ? 'n/a' : formatValue(copies * bytes, 'bytes') },
    isBaseline ? { value: 'base' } : differenceCell(overBaseline),
  ];
}

/** May be below zero. */
function differenceCell(difference: SharedDataCost['overBaseline']): Cell {
  if (difference === null) return { value: 'n/a' };
  const { estimate, low, high } = difference;
  const [value, from, to] = [estimate, low, high].map(signedMegabytes);
  return { value: `${value ?? ''} MB`, sortBy: estimate, detail: `${from ?? ''} to ${to ?? ''}` };
}

function signedMegabytes(bytes: number): string {
  const megabytes = Math.round(bytes / 1e6);
  return megabytes > 0 ? `+${megabytes}` : String(megabytes);
}
