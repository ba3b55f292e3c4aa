import type { RunFile, Schedule } from '../../results/format.ts';
import { loadWorkload } from '../catalog.ts';
import { baselineModel, modelsWithFloor } from '../engine/models.ts';
import type { Watch } from '../engine/progress.ts';
import { linked, modelScenario, type PlannedScenario } from '../engine/scenario.ts';
import { roundScheduler } from '../engine/scheduler.ts';
import { RUN_FILES } from '../engine/run-file.ts';
import { measure } from '../engine/session.ts';
import type { OutputFolder } from '../output/output-folder.ts';
import type { CompareOptions } from './options.ts';

/**
 * Runs every model for all rounds and keeps the run file up to date; the run as it is at the end.
 * Throws HarnessError; what was measured until then is saved as an incomplete run.
 */
export async function compare(
  options: CompareOptions,
  output: OutputFolder,
  watch: Watch,
): Promise<RunFile> {
  const { command, seed, warmupRounds } = options;
  const schedule: Schedule = {
    command: 'compare',
    arguments: [...command],
    ...{ seed, warmupRounds, scale: options.quick ? 'quick' : 'full' },
  };
  const scenarios = await comparedScenarios(options);
  return measure(
    { schedule, scenarios, scheduler: roundScheduler(), files: RUN_FILES },
    output,
    watch,
  );
}

/** Every model asked for, and the floor, at one workload. */
export async function comparedScenarios(
  options: CompareOptions,
): Promise<readonly PlannedScenario[]> {
  const { settings, mock, rounds, trialTimeoutMs: timeoutMs } = options;
  const workload = await loadWorkload(options.workload);
  const models = await modelsWithFloor(options.models);
  const run = { workload, settings, mock, rounds, timeoutMs };
  return linked(
    models.map((model) => modelScenario(model, run)),
    baselineModel(models),
  );
}
