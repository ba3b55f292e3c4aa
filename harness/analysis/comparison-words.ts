import { formatRatio } from '../text/format.ts';
import type { RatioInterval } from '../stats/ratio.ts';
import type { ScenarioSummary } from './summary.ts';

/** `1.24x (1.18-1.31)`, and a word where the interval holds 1. */
export function timesWords(ratio: RatioInterval | null): string {
  if (ratio === null) return 'not compared';
  const { low, high } = ratio;
  const alike = low <= 1 && high >= 1 ? ', no difference seen' : '';
  return `${formatRatio(ratio.ratio)}x (${formatRatio(low)}-${formatRatio(high)}${alike})`;
}

/** As tables call it; of a check's arms only the base is ever compared. */
export function nameOf({ scenario }: ScenarioSummary): string {
  return scenario.model;
}
