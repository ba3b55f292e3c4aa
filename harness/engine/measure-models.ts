import type { RunFile, Schedule } from '../../results/format.ts';
import type { OutputFolder } from '../output/output-folder.ts';
import type { RuntimeRequest } from '../runtimes/request.ts';
import { modelsWithFloor } from './models.ts';
import { type MeasureOptions, settingsFor } from './options.ts';
import type { Watch } from './progress.ts';
import { planScenarios } from './plan-scenarios.ts';
import { RUN_FILES } from './run-file.ts';
import type { PlannedScenario } from './scenario.ts';
import { scratchFolder } from './scratch-folder.ts';
import { measure, type RunPlan } from './session.ts';
import { findWorkload } from './workload.ts';

/** The work that every model does. */
export interface ModelsOptions extends MeasureOptions {
  readonly warmupRounds: number;
  /** Each executes every model; none for the Node of this harness alone. */
  readonly runtimes: readonly RuntimeRequest[];
  /** Interpreters for models in Python; not said where a command measures none. */
  readonly pythons?: readonly string[];
}

/** How many rounds there are at most, and after which of them a run may end (results/format.ts). */
export interface RoundPlan {
  readonly rounds: number;
  readonly looks: readonly number[];
}

/** What is known of a scenario before it is known how many rounds it has. */
export type PlannedRound = Omit<PlannedScenario['scenario'], 'rounds'>;

/** How the models are measured. */
export interface ModelsPlan extends Pick<RunPlan, 'scheduler' | 'launches' | 'workMs' | 'former'> {
  readonly rounds: (scenarios: readonly PlannedRound[]) => RoundPlan;
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
  const { runtimes, pythons = [] } = options;
  using built = scratchFolder();
  const search = { folder: built.path, watch };
  watch.progress.doing({ phase: 'loading', text: 'loading workload and models' });
  try {
    const workload = await findWorkload(options, search);
    const settings = settingsFor(options, workload.value);
    const models = await modelsWithFloor(options.models, search);
    const work = { workload, settings, mock, timeoutMs };
    const { planned, ...rest } = await planScenarios(models, { runtimes, pythons }, work, watch);
    const { rounds, looks } = roundsFor(planned.map(({ scenario }) => scenario));
    const asked = { command, arguments: [...options.command], scale };
    const schedule = { ...asked, seed, warmupRounds, looks: [...looks], budgets };
    const plan = {
      schedule,
      scenarios: planned.map((one) => ({ ...one, scenario: { ...one.scenario, rounds } })),
      ...{ limits, ...rest },
      ...how,
    };
    return await measure(plan, { output, results: RUN_FILES }, watch);
  } finally {
    watch.progress.end();
  }
}
