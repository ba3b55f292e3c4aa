import { formatRatio } from './format.ts';

/** How many times as much one is as another, with the interval of that. */
export interface RatioEnds {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/** The words for more, and for less. */
export type Directions = readonly [more: string, less: string];

/** `1.31x faster`, and its interval `1.15-1.48`. */
export interface DifferenceWords {
  readonly words: string;
  readonly range: string;
}

/** A ratio above 1 and the word for its direction; null where the interval holds 1. */
export function differenceWords(
  { ratio, low, high }: RatioEnds,
  [more, less]: Directions,
): DifferenceWords | null {
  if (low > 1)
    return { words: `${above1(ratio)}x ${more}`, range: `${above1(low)}-${above1(high)}` };
  if (high >= 1) return null;
  return differenceWords({ ratio: 1 / ratio, low: 1 / high, high: 1 / low }, [less, more]);
}

/** With as many decimals as show that it is above 1; four where none of them do. */
function above1(ratio: number): string {
  const short = formatRatio(ratio);
  if (Number(short) > 1) return short;
  return ratio.toFixed(Number(ratio.toFixed(3)) > 1 ? 3 : 4);
}
