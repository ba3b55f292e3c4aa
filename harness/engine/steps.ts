import type { Capacity, Ending, Launch, RunFile, TrialRecord } from '../../results/format.ts';
import type { Measured } from '../../results/journal.ts';
import type { TrialInjection } from '../trial/protocol.ts';
import { activityOf } from './activity.ts';
import type { Activity, Watch } from './progress.ts';
import type { Asked } from './recall.ts';
import type { TrialPlace } from './record.ts';
import type { CapacityStep, LaunchStep, Round, Scheduler, Step } from './scheduler.ts';
import { launchTrouble, troubles } from './troubles.ts';

/** How each kind of step is carried out. */
export interface Runners {
  /** Runs the scenario with this id once. */
  trial(id: string, place: TrialPlace, injection: TrialInjection | null): Promise<TrialRecord>;
  launch(step: LaunchStep): Promise<Launch>;
  /** Null where its work failed. */
  capacity(step: CapacityStep): Promise<Capacity | null>;
}

/** A run that grows by what is measured. */
export interface GrowingRun {
  readonly run: RunFile;
  /** Whether this was measured before the run was interrupted, and has been added. */
  recall(asked: Asked): boolean;
  add(what: Measured): Promise<void>;
}

/**
 * Does what the scheduler asks for, one thing at a time, until it ends or the watch is aborted. Resolves to
 * why it ended, as the scheduler says; null where it says nothing, or was aborted.
 */
export async function runSteps(
  scheduler: Scheduler,
  runners: Runners,
  growing: GrowingRun,
  watch: Watch,
): Promise<Ending | null> {
  const { progress, signal } = watch;
  const trouble = troubles(growing.run.scenarios);
  const steps = scheduler(growing.run);
  let next = steps.next();
  while (next.done !== true) {
    const before = growing.run;
    const wasDone = await carryOut(partsOf(next.value, before, runners), growing, watch);
    for (const line of trouble.ofRound(growing.run.trials.slice(before.trials.length))) {
      progress.note(line);
    }
    if (!wasDone || signal.aborted) return null;
    next = steps.next(growing.run);
  }
  return next.value;
}

/** Whether all could be measured before the watch was aborted. */
async function carryOut(
  parts: readonly Part[],
  growing: GrowingRun,
  { progress, signal }: Watch,
): Promise<boolean> {
  for (const { activity, asked, measure, left } of parts) {
    if (signal.aborted) return false;
    if (growing.recall(asked)) continue;
    progress.doing(activity);
    const what = await measure();
    // What Ctrl-C ended says nothing about its scenario.
    if (isAborted(signal)) return false;
    if (what === null) continue;
    await growing.add(what);
    const trouble = what.kind === 'launch' ? launchTrouble(what.launch) : null;
    if (trouble !== null) progress.note(trouble);
    progress.measured(what, countOf(growing), left);
  }
  return true;
}

/** Asked by a function: the compiler takes a signal that was not aborted for one that never is. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** What a step measures in one go, and the kinds of what then is still to come. */
interface Part {
  readonly activity: Activity;
  readonly asked: Asked;
  readonly measure: () => Promise<Measured | null>;
  readonly left: readonly string[];
}

function partsOf(step: Step, run: RunFile, runners: Runners): readonly Part[] {
  switch (step.kind) {
    case 'round':
      return roundParts(step, run, runners);
    case 'launch': {
      const measure = async () => ({ kind: 'launch', launch: await runners.launch(step) }) as const;
      return [{ activity: activityOf(step, run), asked: step, measure, left: step.after }];
    }
    case 'capacity': {
      const measure = async () => {
        const capacity = await runners.capacity(step);
        return capacity && ({ kind: 'capacity', capacity } as const);
      };
      return [{ activity: activityOf(step, run), asked: step, measure, left: step.after }];
    }
  }
}

function roundParts(step: Round, run: RunFile, runners: Runners): readonly Part[] {
  const { phase, round, order, after, injections } = step;
  return order.map((id, position) => ({
    activity: activityOf(step, run, id),
    asked: { kind: 'trial', scenario: id, phase, round, position },
    measure: async () => {
      const place = { phase, round, position };
      return { kind: 'trial', trial: await runners.trial(id, place, injections?.get(id) ?? null) };
    },
    left: [...order.slice(position + 1), ...after],
  }));
}

function countOf({ run }: GrowingRun): number {
  return run.trials.length + run.launches.length + run.capacities.length;
}
