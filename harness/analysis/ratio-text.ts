import { formatRatio } from '../text/format.ts';
import type { Comparison } from './comparison.ts';

/** What is compared; an `amount` is of what stands above it, as in a table. */
export type Quantity = 'time' | 'memory' | 'CPU' | 'amount';

/** A comparison as a table shows it: `1.31x faster`, below it `1.15-1.48`. */
export interface ComparisonWords {
  readonly words: string;
  readonly range: string;
}

const DIRECTIONS = {
  time: { more: 'slower', less: 'faster' },
  memory: { more: 'more memory', less: 'less memory' },
  CPU: { more: 'more CPU', less: 'less CPU' },
  amount: { more: 'more', less: 'less' },
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
  return { words: `${above1(ratio)}x ${word}`, range: `${above1(low)}-${above1(high)}` };
}

/** With as many decimals as show that it is above 1; four where none of them do. */
function above1(ratio: number): string {
  const short = formatRatio(ratio);
  if (Number(short) > 1) return short;
  return ratio.toFixed(Number(ratio.toFixed(3)) > 1 ? 3 : 4);
}
