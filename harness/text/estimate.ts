import { formatRange, formatRatio, formatRatioRange, formatValue, type Unit } from './format.ts';
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
export function estimateCell(given: Estimate, unit: Unit | 'ratio'): Cell {
  const { estimate, low, high } = given;
  const value = unit === 'ratio' ? formatRatio(estimate) : formatValue(estimate, unit);
  if (low === high) return { value, sortBy: estimate };
  const detail =
    unit === 'ratio' ? formatRatioRange(given) : formatRange(low, high, estimate, unit);
  return { value, sortBy: estimate, detail };
}
