import type { NotRun, RunFile, Schedule } from '../../results/format.ts';
import type { Entry } from '../catalog.ts';
import type { ModelTraits } from '../contract.ts';
import type { OutputFolder } from '../output/output-folder.ts';
import { HarnessError } from '../errors.ts';
import { baselineModel, modelsWithFloor } from './models.ts';
import { type MeasureOptions, settingsFor } from './options.ts';
import type { Watch } from './progress.ts';
import { isProgram, planPrograms } from './programs/planned-programs.ts';
import { RUN_FILES } from './run-file.ts';
import { linked, modelScenario, type PlannedScenario } from './scenario.ts';
import { scratchFolder } from './scratch-folder.ts';
import { measure, type RunPlan } from './session.ts';
import { findWorkload } from './workload.ts';

/** The work that every model does. */
export interface ModelsOptions extends MeasureOptions {
  readonly warmupRounds: number;
}

/** How many rounds there are at most, and after which of them a run may end (results/format.ts). */
export interface RoundPlan {
  readonly rounds: number;
  readonly looks: readonly number[];
}

/** How the models are measured. */
export interface ModelsPlan extends Pick<RunPlan, 'scheduler' | 'launches' | 'workMs' | 'former'> {
  /** Of so many models, variants not counted. */
  readonly rounds: (models: number) => RoundPlan;
}

/** As many rounds as asked for, and no fewer. */
export function fixedRounds(rounds: number): ModelsPlan['rounds'] {
  return () => ({ rounds, looks: [] });
}

/**
 * Measures every model asked for, and the floor, at one workload; the run as it is at the end.
 * Throws HarnessError; what was measured until then is saved as an incomplete run.
 */
export async function measureModels(
  { command, scale, budgets }: Pick<Schedule, 'command' | 'scale' | 'budgets'>,
  options: ModelsOptions,
  { rounds: roundsFor, ...how }: ModelsPlan,
  output: OutputFolder,
  watch: Watch,
): Promise<RunFile> {
  const { mock, seed, warmupRounds, limits, trialTimeoutMs: timeoutMs } = options;
  using built = scratchFolder();
  const search = { folder: built.path, watch };
  watch.progress.doing({ phase: 'loading', text: 'loading workload and models' });
  try {
    const workload = await findWorkload(options, search);
    const settings = settingsFor(options, workload.value);
    const models = await modelsWithFloor(options.models, search);
    const { rounds, looks } = roundsFor(mainModels(models).length);
    const run = { workload, settings, mock, rounds, timeoutMs };
    const programs = await planPrograms(models.filter(isProgram), run, watch);
    const planned = [
      ...models.filter((model) => !isProgram(model)).map((model) => modelScenario(model, run)),
      ...programs.planned,
    ];
    expectModel(planned, programs.notRun);
    const asked = { command, arguments: [...options.command], scale };
    const schedule = { ...asked, seed, warmupRounds, looks: [...looks], budgets };
    const scenarios = linked(planned, baselineModel(models));
    const plan = { schedule, scenarios, limits, notRun: programs.notRun, ...how };
    return await measure(plan, { output, results: RUN_FILES }, watch);
  } finally {
    watch.progress.end();
  }
}

/** A floor alone compares nothing where models were asked for. Throws HarnessError. */
function expectModel(
  planned: readonly PlannedScenario[],
  [first, ...more]: readonly NotRun[],
): void {
  if (first === undefined || planned.some(({ scenario }) => scenario.kind === 'model')) return;
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
  const message = `nothing to measure: ${first.label} cannot run here: ${first.reason}${others}`;
  throw new HarnessError('nothing-to-run', message);
}

/** Those that are ranked: no floor, no program in another language, and no variant of another. */
function mainModels(models: readonly Entry<ModelTraits>[]): readonly Entry<ModelTraits>[] {
  const names = models.map(({ value }) => value.name);
  return models.filter(
    ({ value: { kind, variantOf, language } }) =>
      kind === 'model' &&
      language === undefined &&
      (variantOf === undefined || !names.includes(variantOf)),
  );
}
