import { formatRatio } from '../text/format.ts';
import type { Comparison } from './comparison.ts';

/** What is compared. */
export type Quantity = 'time' | 'memory' | 'CPU';

/** A comparison as a table shows it: `1.31x faster`, below it `1.15-1.48`. */
export interface ComparisonWords {
  readonly words: string;
  readonly range: string;
}

const DIRECTIONS = {
  time: { more: 'slower', less: 'faster' },
  memory: { more: 'more memory', less: 'less memory' },
  CPU: { more: 'more CPU', less: 'less CPU' },
} as const satisfies Record<Quantity, unknown>;

/**
 * The one form for a comparison. A detected difference has a ratio above 1 and a word for its direction;
 * without one the interval is that of the first over the second.
 */
export function comparisonWords(comparison: Comparison, quantity: Quantity): ComparisonWords {
  const { outcome, ratio, low, high } = comparison;
  const { more, less } = DIRECTIONS[quantity];
  switch (outcome) {
    case 'more':
      return difference(ratio, low, high, more);
    case 'less':
      return difference(1 / ratio, 1 / high, 1 / low, less);
    case 'alike':
    case 'unknown':
      return {
        words: outcome === 'alike' ? 'no difference detected' : 'not known',
        range: `${formatRatio(low)}-${formatRatio(high)}`,
      };
  }
}

/** In a sentence: `1.31x faster (95 % CI 1.15-1.48)`, `1.4x more memory (1.30-1.44)`. */
export function comparisonText(comparison: Comparison, quantity: Quantity, than = ''): string {
  const { words, range } = comparisonWords(comparison, quantity);
  const label = quantity === 'time' && isDetected(comparison) ? '95 % CI ' : '';
  return `${words}${than} (${label}${range})`;
}

export function isDetected({ outcome }: Comparison): boolean {
  return outcome === 'more' || outcome === 'less';
}

function difference(ratio: number, low: number, high: number, word: string): ComparisonWords {
  const format = formatAbove1(low);
  return { words: `${format(ratio)}x ${word}`, range: `${format(low)}-${format(high)}` };
}

/** With as many decimals as show that the low end is above 1; four where none of them do. */
function formatAbove1(low: number): (ratio: number) => string {
  if (Number(formatRatio(low)) > 1) return formatRatio;
  const decimals = Number(low.toFixed(3)) > 1 ? 3 : 4;
  return (ratio) => ratio.toFixed(decimals);
}
