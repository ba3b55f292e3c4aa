import type { ClaimPoint } from '../../../harness/claim-contract.ts';
import { type Directions, differenceWords } from '../../../harness/text/difference.ts';
import { formatRatioRange } from '../../../harness/text/format.ts';

type Ratio = ClaimPoint['y'];

export const TIME: Directions = ['slower', 'faster'];
export const AMOUNT: Directions = ['more', 'less'];

/** A ratio to what it is compared with: `1.38x more (1.12-1.43)`, `no difference detected (0.93-1.31)`. */
export function comparedText(ratio: Ratio, directions: Directions): string {
  const difference = wordsOf(ratio, directions);
  const words = difference?.words ?? 'no difference detected';
  // One round alone has no interval.
  if (ratio.low === ratio.high) return words;
  return `${words} (${difference?.range ?? formatRatioRange(ratio)})`;
}

/** The same within a finding, without the interval: `1.38x more`; `same` where none was detected. */
export function comparedBriefly(ratio: Ratio, directions: Directions, same: string): string {
  return wordsOf(ratio, directions)?.words ?? same;
}

function wordsOf({ estimate, low, high }: Ratio, directions: Directions) {
  return differenceWords({ ratio: estimate, low, high }, directions);
}
