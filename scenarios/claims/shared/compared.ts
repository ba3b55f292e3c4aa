import type { ClaimPoint } from '../../../harness/claim-contract.ts';
import { formatRatio, formatRatioRange } from '../../../harness/text/format.ts';

type Ratio = ClaimPoint['y'];

/** What stands behind the factor: above 1, and below it. */
type Directions = readonly [above: string, below: string];

export const TIME: Directions = ['slower', 'faster'];
export const AMOUNT: Directions = ['more', 'less'];

/** A ratio to what it is compared with: `1.38x more (1.12-1.43)`, `no difference detected (0.93-1.31)`. */
export function comparedText(ratio: Ratio, directions: Directions): string {
  const { low, high } = ratio;
  const words = comparedBriefly(ratio, directions, 'no difference detected');
  // One round alone has no interval.
  if (low === high) return words;
  const range = high < 1 ? { low: 1 / high, high: 1 / low } : ratio;
  return `${words} (${formatRatioRange(range)})`;
}

/** The same within a finding, without the interval: `1.38x more`; `same` where none was detected. */
export function comparedBriefly(ratio: Ratio, directions: Directions, same: string): string {
  return ratio.low <= 1 && ratio.high >= 1 ? same : withFactor(ratio, directions);
}

function withFactor({ estimate, low }: Ratio, [above, below]: Directions): string {
  return low > 1 ? `${formatRatio(estimate)}x ${above}` : `${formatRatio(1 / estimate)}x ${below}`;
}
