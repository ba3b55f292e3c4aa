import { formatRatio } from '../text/format.ts';
import type { RatioInterval } from '../stats/ratio.ts';

/** `1.24x (1.18-1.31)`, and a word where the interval holds 1. */
export function ratioText(interval: RatioInterval | null): string {
  if (interval === null) return 'not compared';
  const { ratio, low, high } = interval;
  const alike = low <= 1 && high >= 1 ? ', no difference seen' : '';
  return `${formatRatio(ratio)}x (${formatRatio(low)}-${formatRatio(high)}${alike})`;
}
