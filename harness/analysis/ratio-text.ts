import { type Directions, type DifferenceWords, differenceWords } from '../text/difference.ts';
import { formatRatioRange } from '../text/format.ts';
import type { Comparison } from './comparison.ts';

/** What is compared; an `amount` is of what stands above it, as in a table. */
export type Quantity = 'time' | 'memory' | 'CPU' | 'amount';

const DIRECTIONS: Readonly<Record<Quantity, Directions>> = {
  time: ['slower', 'faster'],
  memory: ['more memory', 'less memory'],
  CPU: ['more CPU', 'less CPU'],
  amount: ['more', 'less'],
};

/**
 * The one form for a comparison, as a table shows it: `1.31x faster`, below it `1.15-1.48`. Where no
 * difference is detected the interval is that of the first over the second.
 */
export function comparisonWords(comparison: Comparison, quantity: Quantity): DifferenceWords {
  const range = formatRatioRange(comparison);
  if (comparison.outcome === 'unknown') return { words: 'not known', range };
  return (
    differenceWords(comparison, DIRECTIONS[quantity]) ?? { words: 'no difference detected', range }
  );
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
