import { Bench } from 'tinybench';

import type { TrialRecord } from '../../results/format.ts';
import type { RunnableScenario } from './trial.ts';

/** A trial that yields no number; tinybench then marks its task as errored. */
class NoNumber extends Error {
  override readonly name = 'NoNumber';
}

/**
 * One round as a tinybench Bench: a task per scenario in the round's order, each called exactly
 * once. The wall time comes from the trial, since a task's own clock would include the harness.
 */
export async function runRound(
  order: readonly RunnableScenario[],
  runScenario: (runnable: RunnableScenario, position: number) => Promise<TrialRecord>,
  signal: AbortSignal,
): Promise<void> {
  const bench = new Bench({ time: 0, iterations: 1, warmup: false, signal });
  const bugs: unknown[] = [];
  for (const [position, runnable] of order.entries()) {
    const task = async () => {
      if (signal.aborted) throw new NoNumber('interrupted');
      try {
        const trial = await runScenario(runnable, position);
        if (trial.status !== 'completed') throw new NoNumber(trial.status);
        return { overriddenDuration: trial.metrics['wallMs'] ?? 0 };
      } catch (error) {
        // tinybench keeps what a task throws to itself. An interruption is no bug.
        if (!(error instanceof NoNumber) && error !== signal.reason) bugs.push(error);
        throw error;
      }
    };
    bench.add(runnable.scenario.id, task, { async: true });
  }
  await bench.run();
  if (bugs.length > 0) throw bugs[0];
}
