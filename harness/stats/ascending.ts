/** Numbers in ascending order, of which there may be too many to write them all down. */
export interface Ascending {
  readonly count: number;
  /** The one at this place, from 0. */
  readonly at: (place: number) => number;
}

/** These numbers themselves. */
export function ascending(values: readonly number[]): Ascending {
  const sorted = inOrder(values);
  return { count: sorted.length, at: (place) => sorted[place] ?? NaN };
}

/** The means of all pairs, each value also with itself: n (n + 1) / 2 of n values. */
export function walshAverages(values: readonly number[]): Ascending {
  const sorted = inOrder(values);
  const mean = (one: number, other: number) => ((sorted[one] ?? NaN) + (sorted[other] ?? NaN)) / 2;
  const last = sorted.length - 1;
  return {
    count: (sorted.length * (sorted.length + 1)) / 2,
    at: bisection(mean(0, 0), mean(last, last), (limit) => {
      let [count, other] = [0, last];
      for (let one = 0; one <= other; one++) {
        while (other >= one && mean(one, other) > limit) other--;
        count += Math.max(0, other - one + 1);
      }
      return count;
    }),
  };
}

/** Each value of the first over each of the second, all of them positive. */
export function quotients(above: readonly number[], below: readonly number[]): Ascending {
  const [heads, bases] = [inOrder(above), inOrder(below)];
  const quotient = (head: number, base: number) => (heads[head] ?? NaN) / (bases[base] ?? NaN);
  const [lastHead, lastBase] = [heads.length - 1, bases.length - 1];
  return {
    count: heads.length * bases.length,
    at: bisection(quotient(0, lastBase), quotient(lastHead, 0), (limit) => {
      let [count, base] = [0, 0];
      for (let head = 0; head <= lastHead; head++) {
        while (base <= lastBase && quotient(head, base) > limit) base++;
        count += bases.length - base;
      }
      return count;
    }),
  };
}

/** The mean of the two in the middle, where they are two. */
export function middleOf({ count, at }: Ascending): number {
  const [low, high] = [at(Math.ceil(count / 2) - 1), at(Math.floor(count / 2))];
  return (low + high) / 2;
}

function inOrder(values: readonly number[]): Float64Array {
  return Float64Array.from(values).sort();
}

/**
 * The number at a place is the smallest double that has more numbers up to it than that. Some 60 halvings
 * find it, and 1,100 where it is 0; each counts in as many steps as there are values.
 */
function bisection(
  smallest: number,
  largest: number,
  countUpTo: (limit: number) => number,
): Ascending['at'] {
  return (place) => {
    if (countUpTo(smallest) > place) return smallest;
    let [low, high] = [smallest, largest];
    for (;;) {
      const middle = low / 2 + high / 2;
      if (middle <= low || middle >= high) return high;
      if (countUpTo(middle) > place) high = middle;
      else low = middle;
    }
  };
}
