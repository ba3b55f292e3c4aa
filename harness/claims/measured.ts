import type { CaseFigures, Measured } from '../claim-contract.ts';
import { medianInterval } from '../stats/median.ts';
import { pairedRatio, type RatioInterval } from '../stats/ratio.ts';
import type { Interval } from '../stats/interval.ts';

/** A figure that a judgement needs was not measured. */
export class NotMeasured extends Error {
  override readonly name = 'NotMeasured';
}

/** Where the figures of cases come from: trials, or launches. */
export interface Source extends Pick<Measured, 'has' | 'failure'> {
  /** The figures of these cases, round by round, where a round has all of them; maybe none. */
  rounds(ids: readonly string[]): readonly (readonly CaseFigures[])[];
}

export const CONFIDENCE = 0.95;

export function measuredBy(source: Source): Measured {
  const combine: Measured['combine'] = (ids, compute) => {
    const values = roundsOf(source, ids).map((figures) => compute(...figures));
    // What a judge computes from a figure that the system cannot measure is no number.
    if (!values.every(Number.isFinite))
      throw new NotMeasured(`${ids.join(' and ')}: a figure is missing`);
    return medianInterval(values, CONFIDENCE);
  };
  return {
    ...{ has: source.has, failure: source.failure, combine },
    of: (id, figure) => combine([id], (figures = {}) => figureOf(id, figures, figure)),
    ratio(id, other, figure) {
      const pairs = roundsOf(source, [id, other]);
      const heads = pairs.map(([head = {}]) => figureOf(id, head, figure));
      const bases = pairs.map(([, base = {}]) => figureOf(other, base, figure));
      if (![...heads, ...bases].every((value) => value > 0)) {
        throw new NotMeasured(`${figure} of ${id} or ${other} is 0`);
      }
      return intervalOf(pairedRatio(heads, bases, CONFIDENCE));
    },
  };
}

export function intervalOf({ ratio, ...interval }: RatioInterval): Interval {
  return { estimate: ratio, ...interval };
}

/** The rounds that have all of these cases. Throws NotMeasured where one failed, or there are none. */
export function requireRounds<T>(
  { has, failure }: Pick<Source, 'has' | 'failure'>,
  ids: readonly string[],
  rounds: readonly T[],
): readonly T[] {
  const missing = ids.find((id) => !has(id));
  if (missing !== undefined) {
    throw new NotMeasured(`${missing}: ${failure(missing) ?? 'it was not run'}`);
  }
  if (rounds.length === 0) throw new NotMeasured(`no round has ${ids.join(' and ')}`);
  return rounds;
}

function roundsOf(source: Source, ids: readonly string[]): readonly (readonly CaseFigures[])[] {
  return requireRounds(source, ids, source.rounds(ids));
}

function figureOf(id: string, figures: CaseFigures, figure: string): number {
  const value = figures[figure];
  if (value === undefined) throw new NotMeasured(`${id} has no ${figure}`);
  return value;
}
