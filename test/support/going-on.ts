import { SILENT } from '../../harness/engine/progress.ts';
import { recallOf } from '../../harness/engine/recall.ts';
import { grown } from '../../harness/engine/run-file.ts';
import { resumed } from '../../harness/engine/resume.ts';
import type { Scheduler } from '../../harness/engine/scheduler.ts';
import { type GrowingRun, type Runners, runSteps } from '../../harness/engine/steps.ts';
import type { Ending, RunFile } from '../../results/format.ts';

/** What a run has come to, how much of it was measured now, and why it ended. */
export interface GoneOn {
  readonly run: RunFile;
  readonly measured: number;
  readonly ending: Ending | null;
}

/**
 * Goes on with a run, as `--resume` does, until so much is measured, and is interrupted then. That it was resumed
 * is left out of the run, so that it can be compared with one that was not.
 */
export function goingOn(scheduler: Scheduler, runners: Runners) {
  return async (former: RunFile, most: number): Promise<GoneOn> => {
    const recall = recallOf(former);
    const interrupted = new AbortController();
    let run: RunFile = { ...resumed(former), trials: [], launches: [], capacities: [] };
    let measured = 0;
    const growing: GrowingRun = {
      get run() {
        return run;
      },
      recall(asked) {
        const what = recall.next(asked);
        if (what != null) run = grown(run, what);
        return what !== undefined;
      },
      add(what) {
        run = grown(run, what);
        if (++measured === most) interrupted.abort();
        return Promise.resolve();
      },
    };
    const watch = { progress: SILENT, signal: interrupted.signal };
    const ending = await runSteps(scheduler, runners, growing, watch);
    const { resumptions } = former;
    return { run: { ...recall.rest().reduce(grown, run), resumptions }, measured, ending };
  };
}
