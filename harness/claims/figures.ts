import type { Observation } from '../../results/claims-format.ts';
import type { CaseFigures, Figures, Scale } from '../claim-contract.ts';
import type { Interval } from '../stats/interval.ts';
import { medianInterval } from '../stats/median.ts';
import { pairedRatio } from '../stats/ratio.ts';

/** A figure that a judgement needs was not measured. */
export class NotMeasured extends Error {
  override readonly name = 'NotMeasured';
}

const CONFIDENCE = 0.95;

/** The observations of one claim as its judgement sees them. */
export function figuresOf(
  observations: readonly Omit<Observation, 'claim'>[],
  scale: Scale,
): Figures {
  const failure = (id: string) => {
    const failed = observations.find((one) => one.case === id && one.outcome.status === 'failed');
    return failed?.outcome.status === 'failed' ? failed.outcome.cause : null;
  };
  const has = (id: string) => observations.some((one) => one.case === id) && failure(id) === null;
  const rows = (ids: readonly string[]) => {
    for (const id of ids) {
      if (!has(id)) throw new NotMeasured(`${id}: ${failure(id) ?? 'it was not run'}`);
    }
    return roundsOf(observations, ids);
  };
  const combine: Figures['combine'] = (ids, compute) => {
    const values = rows(ids).map((figures) => compute(...figures));
    // What a judge computes from a figure that the system cannot measure is no number.
    if (!values.every(Number.isFinite))
      throw new NotMeasured(`${ids.join(' and ')}: a figure is missing`);
    return medianInterval(values, CONFIDENCE);
  };
  return {
    scale,
    has,
    failure,
    combine,
    of: (id, figure) => combine([id], (figures = {}) => valueOf(id, figures, figure)),
    ratio(id, other, figure) {
      const pairs = rows([id, other]);
      const heads = pairs.map(([head = {}]) => valueOf(id, head, figure));
      const bases = pairs.map(([, base = {}]) => valueOf(other, base, figure));
      if (![...heads, ...bases].every((value) => value > 0)) {
        throw new NotMeasured(`${figure} of ${id} or ${other} is 0`);
      }
      const { ratio, ...interval } = pairedRatio(heads, bases, CONFIDENCE);
      return { estimate: ratio, ...interval } satisfies Interval;
    },
  };
}

/** The figures of these cases, round by round, where a round has all of them. */
function roundsOf(
  observations: readonly Omit<Observation, 'claim'>[],
  ids: readonly string[],
): readonly (readonly CaseFigures[])[] {
  const rounds = [...new Set(observations.map(({ round }) => round))];
  const complete = rounds.flatMap((round) => {
    const figures = ids.flatMap((id) => {
      const one = observations.find((other) => other.case === id && other.round === round);
      return one?.outcome.status === 'measured' ? [one.outcome.figures] : [];
    });
    return figures.length === ids.length ? [figures] : [];
  });
  if (complete.length === 0) throw new NotMeasured(`no round has ${ids.join(' and ')}`);
  return complete;
}

function valueOf(id: string, figures: CaseFigures, figure: string): number {
  const value = figures[figure];
  if (value === undefined) throw new NotMeasured(`${id} has no ${figure}`);
  return value;
}
