import type { RunFile, Schedule } from '../../results/format.ts';
import type { OutputFolder } from '../output/output-folder.ts';
import { baselineModel, modelsWithFloor } from './models.ts';
import { type MeasureOptions, settingsFor } from './options.ts';
import type { Watch } from './progress.ts';
import { RUN_FILES } from './run-file.ts';
import { linked, modelScenario } from './scenario.ts';
import { scratchFolder } from './scratch-folder.ts';
import { measure, type RunPlan } from './session.ts';
import { findWorkload } from './workload.ts';

/** The work that every model does, and how often. */
export interface ModelsOptions extends MeasureOptions {
  readonly rounds: number;
  readonly warmupRounds: number;
}

/**
 * Measures every model asked for, and the floor, at one workload; the run as it is at the end.
 * Throws HarnessError; what was measured until then is saved as an incomplete run.
 */
export async function measureModels(
  { command, scale }: Pick<Schedule, 'command' | 'scale'>,
  options: ModelsOptions,
  { scheduler, launches }: Pick<RunPlan, 'scheduler' | 'launches'>,
  output: OutputFolder,
  watch: Watch,
): Promise<RunFile> {
  const { mock, seed, rounds, warmupRounds, trialTimeoutMs: timeoutMs } = options;
  using built = scratchFolder();
  const search = { folder: built.path, watch };
  const workload = await findWorkload(options, search);
  const settings = settingsFor(options, workload.value);
  const models = await modelsWithFloor(options.models, search);
  const run = { workload, settings, mock, rounds, timeoutMs };
  const planned = models.map((model) => modelScenario(model, run));
  const schedule = { command, arguments: [...options.command], seed, warmupRounds, scale };
  const scenarios = linked(planned, baselineModel(models));
  const plan = { schedule, scenarios, scheduler, launches };
  return await measure(plan, { output, results: RUN_FILES }, watch);
}
