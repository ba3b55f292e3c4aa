import type { Capacity, Launch, RunFile, TrialRecord } from '../../results/format.ts';
import type { TrialInjection } from '../trial/protocol.ts';
import type { Watch } from './progress.ts';
import type { TrialPlace } from './record.ts';
import type { CapacityStep, LaunchStep, Round, Scheduler } from './scheduler.ts';

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
  add(trial: TrialRecord): Promise<void>;
  addLaunch(launch: Launch): Promise<void>;
  addCapacity(capacity: Capacity): Promise<void>;
}

/** Does what the scheduler asks for, one thing at a time, until it ends or the watch is aborted. */
export async function runSteps(
  scheduler: Scheduler,
  runners: Runners,
  growing: GrowingRun,
  watch: Watch,
): Promise<void> {
  const steps = scheduler(growing.run);
  let next = steps.next();
  while (next.done !== true && !watch.signal.aborted) {
    const step = next.value;
    if (step.kind === 'round') await runRound(step, runners, growing, watch);
    else if (step.kind === 'launch') await runLaunchStep(step, runners, growing, watch);
    else await runCapacityStep(step, runners, growing, watch);
    next = steps.next(growing.run);
  }
}

async function runRound(
  { phase, round, order, after, injections }: Round,
  runners: Runners,
  growing: GrowingRun,
  { progress, signal }: Watch,
): Promise<void> {
  const isAborted = () => signal.aborted;
  for (const [position, id] of order.entries()) {
    if (isAborted()) return;
    const place = { phase, round, position };
    const trial = await runners.trial(id, place, injections?.get(id) ?? null);
    // A trial that Ctrl-C ended says nothing about its scenario.
    if (isAborted()) return;
    await growing.add(trial);
    const left = [...order.slice(position + 1), ...after];
    progress.measured({ kind: 'trial', trial }, countOf(growing), left);
  }
}

async function runLaunchStep(
  step: LaunchStep,
  runners: Runners,
  growing: GrowingRun,
  { progress, signal }: Watch,
): Promise<void> {
  const launch = await runners.launch(step);
  if (signal.aborted) return;
  await growing.addLaunch(launch);
  progress.measured({ kind: 'launch', launch }, countOf(growing), step.after);
}

async function runCapacityStep(
  step: CapacityStep,
  runners: Runners,
  growing: GrowingRun,
  { progress, signal }: Watch,
): Promise<void> {
  const capacity = await runners.capacity(step);
  if (signal.aborted || capacity === null) return;
  await growing.addCapacity(capacity);
  progress.measured({ kind: 'capacity', capacity }, countOf(growing), step.after);
}

function countOf({ run }: GrowingRun): number {
  return run.trials.length + run.launches.length + run.capacities.length;
}
