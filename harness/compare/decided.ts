import type { RunFile } from '../../results/format.ts';
import { rank, RANKED_METRICS } from '../analysis/ranking.ts';
import { summarize } from '../analysis/summary.ts';

/** Highest ÷ lowest end of an interval that holds 1: two models are then known to differ by less. */
const ALIKE = 1.1;

/**
 * Whether more rounds would only narrow intervals: of every two models a difference is detected, or ruled out
 * to be large, in time, memory and CPU.
 */
export function isDecided(run: RunFile): boolean {
  const summary = summarize(run);
  return RANKED_METRICS.every((metric) => {
    const { contenders, ratio, confidence } = rank(summary, metric);
    const ids = contenders.map(({ scenario }) => scenario.id);
    return ids.every((head, index) =>
      ids.slice(index + 1).every((base) => {
        const found = ratio(head, base);
        if (found === null || found.coverage < confidence) return false;
        return found.low > 1 || found.high < 1 || found.high / found.low <= ALIKE;
      }),
    );
  });
}
