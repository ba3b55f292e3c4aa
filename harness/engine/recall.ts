import type { Capacity, Launch, RunFile, TrialRecord } from '../../results/format.ts';
import type { Measured } from '../../results/journal.ts';
import { HarnessError } from '../errors.ts';

/** What is to be measured next, as its record will name it. */
export type Asked =
  | ({ readonly kind: 'trial' } & Pick<TrialRecord, 'scenario' | 'phase' | 'round' | 'position'>)
  | ({ readonly kind: 'launch' } & Pick<Launch, 'phase' | 'round'> & {
        readonly scenarios: readonly string[];
      })
  | ({ readonly kind: 'capacity' } & Pick<Capacity, 'scenario' | 'copies' | 'round'>);

/** What a run measured before it was interrupted: its scheduler asks for all of it again, in the same order. */
export interface Recall {
  /**
   * What this came to before: null if it failed without a record, undefined if it is still to be measured.
   * Throws HarnessError where something else was measured in its place.
   */
  next(asked: Asked): Measured | null | undefined;
  /** What was not asked for yet. */
  rest(): readonly Measured[];
}

export function recallOf({ trials, launches, capacities }: RunFile): Recall {
  const left = {
    trial: trials.map((trial): Measured => ({ kind: 'trial', trial })),
    launch: launches.map((launch): Measured => ({ kind: 'launch', launch })),
    capacity: capacities.map((capacity): Measured => ({ kind: 'capacity', capacity })),
  };
  const rest = () => [...left.trial, ...left.launch, ...left.capacity];
  return {
    rest,
    next(asked) {
      const [first] = left[asked.kind];
      if (first !== undefined && isSame(asked, first)) return left[asked.kind].shift();
      if (rest().length === 0) return undefined;
      // Copies whose work fails leave no record (steps.ts).
      if (asked.kind === 'capacity') return null;
      throw new HarnessError(
        'resume-changed',
        `--resume: the run has other records than this program would measure (${textOf(asked)} is missing): begin a new run without --resume`,
      );
    },
  };
}

function isSame(asked: Asked, { ...what }: Measured): boolean {
  if (asked.kind === 'trial' && what.kind === 'trial') {
    const { scenario, phase, round, position } = what.trial;
    const place = [asked.phase, asked.round, asked.position].join();
    return scenario === asked.scenario && [phase, round, position].join() === place;
  }
  if (asked.kind === 'launch' && what.kind === 'launch') {
    const { scenarios, phase, round } = what.launch;
    const isThere = scenarios.join('\n') === asked.scenarios.join('\n');
    return isThere && phase === asked.phase && round === asked.round;
  }
  if (asked.kind === 'capacity' && what.kind === 'capacity') {
    const { scenario, copies, round } = what.capacity;
    return scenario === asked.scenario && copies === asked.copies && round === asked.round;
  }
  return false;
}

function textOf(asked: Asked): string {
  const of = asked.kind === 'launch' ? asked.scenarios.join(', ') : asked.scenario;
  return `${asked.kind} of ${of} in round ${asked.round}`;
}
