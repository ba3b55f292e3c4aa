import type { Capacity, Launch, RunFile, TrialRecord } from '../../results/format.ts';
import type { TrialInjection } from '../trial/protocol.ts';
import type { Measured, Watch } from './progress.ts';
import type { TrialPlace } from './record.ts';
import type { CapacityStep, LaunchStep, Round, Scheduler, Step } from './scheduler.ts';

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
  add(what: Measured): Promise<void>;
}

/** Does what the scheduler asks for, one thing at a time, until it ends or the watch is aborted. */
export async function runSteps(
  scheduler: Scheduler,
  runners: Runners,
  growing: GrowingRun,
  watch: Watch,
): Promise<void> {
  const isAborted = () => watch.signal.aborted;
  const steps = scheduler(growing.run);
  let next = steps.next();
  while (next.done !== true && !isAborted()) {
    for (const { measure, left } of partsOf(next.value, runners)) {
      if (isAborted()) return;
      const what = await measure();
      // What Ctrl-C ended says nothing about its scenario.
      if (isAborted()) return;
      if (what === null) continue;
      await growing.add(what);
      watch.progress.measured(what, countOf(growing), left);
    }
    next = steps.next(growing.run);
  }
}

/** What a step measures in one go, and the kinds of what then is still to come. */
interface Part {
  readonly measure: () => Promise<Measured | null>;
  readonly left: readonly string[];
}

function partsOf(step: Step, runners: Runners): readonly Part[] {
  switch (step.kind) {
    case 'round':
      return roundParts(step, runners);
    case 'launch': {
      const measure = async () => ({ kind: 'launch', launch: await runners.launch(step) }) as const;
      return [{ measure, left: step.after }];
    }
    case 'capacity': {
      const measure = async () => {
        const capacity = await runners.capacity(step);
        return capacity && ({ kind: 'capacity', capacity } as const);
      };
      return [{ measure, left: step.after }];
    }
  }
}

function roundParts(
  { phase, round, order, after, injections }: Round,
  runners: Runners,
): readonly Part[] {
  return order.map((id, position) => ({
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
