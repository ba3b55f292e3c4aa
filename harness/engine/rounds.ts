import type { RunFile, TrialRecord } from '../../results/format.ts';
import type { TrialInjection } from '../trial/protocol.ts';
import type { Watch } from './progress.ts';
import type { TrialPlace } from './record.ts';
import type { Round, Scheduler } from './scheduler.ts';

/** Runs the scenario with this id once. */
export type TrialRunner = (
  id: string,
  place: TrialPlace,
  injection: TrialInjection | null,
) => Promise<TrialRecord>;

/** A run that grows by trials. */
export interface GrowingRun {
  readonly run: RunFile;
  add(trial: TrialRecord): Promise<void>;
}

/** Runs what the scheduler asks for, one trial at a time, until it ends or the watch is aborted. */
export async function runRounds(
  scheduler: Scheduler,
  runOne: TrialRunner,
  growing: GrowingRun,
  watch: Watch,
): Promise<void> {
  const rounds = scheduler(growing.run);
  let next = rounds.next();
  while (next.done !== true && !watch.signal.aborted) {
    await runRound(next.value, runOne, growing, watch);
    next = rounds.next(growing.run);
  }
}

async function runRound(
  { phase, round, order, after, injections }: Round,
  runOne: TrialRunner,
  growing: GrowingRun,
  { progress, signal }: Watch,
): Promise<void> {
  const isAborted = () => signal.aborted;
  for (const [position, id] of order.entries()) {
    if (isAborted()) return;
    const trial = await runOne(id, { phase, round, position }, injections?.get(id) ?? null);
    // A trial that Ctrl-C ended says nothing about its scenario.
    if (isAborted()) return;
    await growing.add(trial);
    const left = [...order.slice(position + 1), ...after];
    progress.trialDone(trial, growing.run.trials.length, left);
  }
}
