import type { Difference } from '../../stats/difference.ts';
import { confirmationAlpha, type Rule } from '../rule.ts';
import { type Pair, worsening } from './pairs.ts';

/** What fresh launches or rounds say of a regression that the sample shows. */
export interface Confirming {
  /** `open` while there are too few of them. */
  readonly state: 'open' | 'confirmed' | 'failed';
  /** Those that it was judged by; of an open one, those there are. */
  readonly n: number;
  /** Logarithm of head ÷ base; null where there are none. */
  readonly estimate: number | null;
  /** To its next look; 0 where it is not open. */
  readonly missing: number;
}

/**
 * A regression of the sample, judged again by what was measured afterwards alone. What the sample
 * picked out of many because chance made it large has no such help here; a passing state of the
 * machine or of the files is gone. `fresh`: null where a side has no value.
 */
export function confirming(
  fresh: readonly (Pair | null)[],
  tolerated: number,
  rule: Rule,
): Confirming {
  const { looks, alpha } = rule.confirmation;
  const taken = fresh.length;
  const at = (n: number) => {
    const pairs = fresh.slice(0, n).filter((pair) => pair !== null);
    return pairs.length === 0 ? null : worsening(pairs, alpha, tolerated);
  };
  const fromBase = (seen: Difference | null) => seen && seen.estimate + tolerated;
  for (const look of looks) {
    const seen = at(Math.min(look, taken));
    const about = { n: Math.min(look, taken), estimate: fromBase(seen) };
    if (taken < look) return { ...about, state: 'open', missing: look - taken };
    const seenAgain = (seen?.pGreater ?? 1) <= (confirmationAlpha(rule, look) ?? 0);
    if (seenAgain) return { ...about, state: 'confirmed', missing: 0 };
  }
  const last = looks.at(-1) ?? 0;
  return { n: last, estimate: fromBase(at(last)), state: 'failed', missing: 0 };
}
