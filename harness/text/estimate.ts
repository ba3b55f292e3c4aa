import { formatRange, formatRatio, formatValue, type Unit } from './format.ts';
import type { Cell } from './table.ts';

/** A value with the ends of its interval. */
interface Estimate {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** An estimate in a sentence, with its interval: `12.7 ms (11.9-13.5)`. */
export function estimateText(estimate: Estimate, unit: Unit | 'ratio'): string {
  const { value, detail } = estimateCell(estimate, unit);
  return detail === undefined ? value : `${value} (${detail})`;
}

/** An estimate in a table, its interval below it; a single value has none. */
export function estimateCell({ estimate, low, high }: Estimate, unit: Unit | 'ratio'): Cell {
  if (low === high) {
    const value = unit === 'ratio' ? formatRatio(estimate) : formatValue(estimate, unit);
    return { value, sortBy: estimate };
  }
  if (unit === 'ratio') {
    const detail = `${formatRatio(low)}-${formatRatio(high)}`;
    return { value: formatRatio(estimate), sortBy: estimate, detail };
  }
  const detail = formatRange(low, high, estimate, unit);
  return { value: formatValue(estimate, unit), sortBy: estimate, detail };
}
