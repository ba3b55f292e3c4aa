import type {
  CompletedLaunch,
  CompletedTrial,
  Phase,
  RunFile,
  Scenario,
} from '../../../results/format.ts';
import {
  type ItemCost,
  itemCost,
  launchesOf,
  type LaunchRatio,
  launchRatio,
} from '../../analysis/launches.ts';
import { completedTrials, trialsByRound } from '../../analysis/trials.ts';
import { hasUnequalWork } from '../unequal-work.ts';
import type { CheckedSides } from '../verdict.ts';

/** A model on both sides of a check; a side that the run lacks is null. */
export interface ModelSides {
  readonly base: Scenario | null;
  readonly head: Scenario | null;
  readonly control: Scenario | null;
}

/** One round of a model, measured on both sides. */
export interface PairedRound {
  readonly base: CompletedTrial;
  readonly head: CompletedTrial;
  /** Null where the run has no control, or not yet. */
  readonly control: CompletedTrial | null;
}

/** One launch of a model, in which both sides were alive. */
export interface PairedLaunch {
  readonly base: ItemCost;
  readonly head: ItemCost;
  /** Of head to base. */
  readonly ratio: LaunchRatio;
  /** The base once more, and its ratio to the base; null where the launch has none. */
  readonly control: { readonly cost: ItemCost; readonly ratio: LaunchRatio } | null;
}

/** What was measured again and again, first to last. */
export interface Series<T> {
  /** To look for differences. */
  readonly sample: readonly T[];
  /** To confirm what the sample showed when it had so many. */
  readonly fresh: readonly { readonly after: number; readonly of: T }[];
}

/** A model that has both sides, with what both completed. */
export interface ComparedModel extends ModelSides {
  readonly base: Scenario;
  readonly head: Scenario;
  readonly rounds: Series<PairedRound>;
  readonly launches: Series<PairedLaunch>;
  /** The launch that chose how launches are cut; without a completed one there are none. */
  readonly pilot: 'none' | 'completed' | 'failed';
}

/** The models of a check, in the order of the run file: heads and controls name their base. */
export function sidesOf({ scenarios }: RunFile): readonly ModelSides[] {
  const withRole = (role: Scenario['role']) => scenarios.filter((one) => one.role === role);
  const [bases, heads, controls] = [withRole('base'), withRole('head'), withRole('control')];
  const comparedWith = (base: Scenario, others: readonly Scenario[]) =>
    others.find(({ baseline }) => baseline === base.id) ?? null;
  const alone = heads.filter(({ baseline }) => !bases.some(({ id }) => id === baseline));
  return [
    ...bases.map((base) => ({
      base,
      head: comparedWith(base, heads),
      control: comparedWith(base, controls),
    })),
    ...alone.map((head) => ({ base: null, head, control: null })),
  ];
}

/** Of the scenarios that there are. */
export function idsOf({ base, head, control }: ModelSides): readonly string[] {
  return [base, head, control].flatMap((side) => side?.id ?? []);
}

/** What reports call the sides; null for a run of something else. */
export function checkedSides({ scenarios }: RunFile): CheckedSides | null {
  const [base, head] = (['base', 'head'] as const).map((role) =>
    scenarios.find((scenario) => scenario.role === role),
  );
  if (!base?.version || !head?.version) return null;
  return { base: base.version, head: head.version, injection: head.injection };
}

export function comparedModels(run: RunFile): readonly ComparedModel[] {
  return sidesOf(run).flatMap(({ base, head, control }) => {
    if (base === null || head === null) return [];
    const sides = { base, head, control };
    return [
      {
        ...sides,
        rounds: series((phase) => pairedRounds(run, sides, phase)),
        launches: series((phase) => pairedLaunches(run, sides, phase)),
        pilot: pilotOf(run, sides)?.status ?? ('none' as const),
      },
    ];
  });
}

/** Of the base and the head of one model. */
export function pilotOf(run: RunFile, { base, head }: Pick<ComparedModel, 'base' | 'head'>) {
  return run.launches.find(
    ({ phase, scenarios }) =>
      phase === 'warm-up' && scenarios.includes(base.id) && scenarios.includes(head.id),
  );
}

/** More rounds cannot change it: a side is missing, or did not do its work in some trial. */
export function cannotBeCompared(run: RunFile): boolean {
  const sides = sidesOf(run);
  const lacking = sides.some(({ base, head }) => base === null || head === null);
  return sides.length === 0 || lacking || hasUnequalWork(run);
}

/** What is measured later has a larger round, in whatever phase. */
function series<T>(
  inPhase: (phase: Phase) => readonly (readonly [round: number, one: T])[],
): Series<T> {
  const sample = inPhase('sample');
  return {
    sample: sample.map(([, one]) => one),
    fresh: inPhase('confirmation').map(([round, of]) => ({
      after: sample.filter(([earlier]) => earlier < round).length,
      of,
    })),
  };
}

function pairedLaunches(
  run: RunFile,
  { base, head, control }: Pick<ComparedModel, 'base' | 'head' | 'control'>,
  phase: Phase,
): readonly (readonly [round: number, launch: PairedLaunch])[] {
  const of = (launch: CompletedLaunch, id: string) => ({
    cost: itemCost(launch, id),
    ratio: launchRatio(launch, id, base.id),
  });
  return launchesOf(run, [base.id, head.id], phase).map((launch) => {
    const paired = {
      base: itemCost(launch, base.id),
      head: itemCost(launch, head.id),
      ratio: launchRatio(launch, head.id, base.id),
      control:
        control !== null && launch.scenarios.includes(control.id) ? of(launch, control.id) : null,
    };
    return [launch.round, paired] as const;
  });
}

function pairedRounds(
  run: RunFile,
  { base, head, control }: Pick<ComparedModel, 'base' | 'head' | 'control'>,
  phase: Phase,
): readonly (readonly [round: number, PairedRound])[] {
  const controls = control === null ? [] : completedTrials(run, control.id, phase);
  const byRound = new Map(controls.map((trial) => [trial.round, trial]));
  return trialsByRound(run, [base.id, head.id], phase).flatMap(([first, second]) =>
    first === undefined || second === undefined
      ? []
      : [[first.round, { base: first, head: second, control: byRound.get(first.round) ?? null }]],
  );
}
