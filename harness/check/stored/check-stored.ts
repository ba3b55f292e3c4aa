import type { RunFile } from '../../../results/format.ts';
import { fixedRounds, measureModels } from '../../engine/measure-models.ts';
import type { Watch } from '../../engine/progress.ts';
import { roundScheduler, type Scheduler } from '../../engine/scheduler.ts';
import type { CheckOptions } from '../options.ts';
import type { CheckedSides, MeasuredCheck } from '../verdict.ts';
import type { OutputFolder } from '../../output/output-folder.ts';
import { type BaselineChoice, chooseBaselines } from './baseline-choice.ts';
import { readBaselines } from './baseline-store.ts';
import { machineOf } from './fingerprint.ts';
import { judgeStored } from './judge.ts';

/**
 * Measures the working tree and compares it with stored runs. Whether there are any fit for it is
 * known before the first trial. Throws HarnessError.
 */
export async function checkStored(
  options: CheckOptions,
  output: OutputFolder,
  watch: Watch,
): Promise<MeasuredCheck> {
  const { baselineDir, maxAgeDays, rule } = options;
  const all = readBaselines(baselineDir);
  const choose = (run: RunFile) =>
    chooseBaselines(all, run, { maxAgeDays, nowMs: Date.parse(run.startedAt) });
  const scheduler: Scheduler = function* (run) {
    choose(run);
    return yield* roundScheduler()(run);
  };
  const run = await measureModels(
    { command: 'check', scale: 'full', budgets: [...options.budgets] },
    options,
    { scheduler, launches: false, workMs: null, rounds: fixedRounds(options.rounds) },
    output,
    watch,
  );
  const choice = choose(run);
  return {
    ...{ run, file: run.scenarios[0]?.file ?? null },
    ...{ result: judgeStored(run, choice, rule), sides: sidesOf(run, choice) },
  };
}

/** What a report calls the two sides. */
function sidesOf(run: RunFile, { stored }: BaselineChoice): CheckedSides | null {
  const newest = stored.at(-1)?.run;
  if (newest === undefined) return null;
  const runs = stored.length === 1 ? '1 stored run' : `${stored.length} stored runs`;
  return {
    base: { ref: `${runs}, the newest of ${newest.startedAt}`, ...commitOf(newest) },
    head: { ref: 'working tree', ...commitOf(run) },
    injection: null,
  };
}

function commitOf(run: RunFile) {
  const { gitCommit, gitDirty } = machineOf(run);
  return { gitCommit, gitDirty, whole: false };
}
