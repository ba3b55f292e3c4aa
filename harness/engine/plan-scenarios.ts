import type { NotRun, RuntimeRecord } from '../../results/format.ts';
import type { Entry } from '../catalog.ts';
import type { ModelTraits } from '../contract.ts';
import { projectOf } from '../project.ts';
import type { RuntimeRequest } from '../runtimes/request.ts';
import { expectModel } from './expect-model.ts';
import { baselineModel } from './models.ts';
import { isProgram, planPrograms } from './programs/planned-programs.ts';
import type { Watch } from './progress.ts';
import { missingScenarios, runRuntimes } from './runtimes.ts';
import { linked, modelScenario, type ModelRun, type PlannedScenario } from './scenario.ts';

/** Every model under every runtime, as far as they are here; how many rounds each has is not known yet. */
export interface PlannedScenarios {
  readonly planned: readonly PlannedScenario[];
  readonly notRun: readonly NotRun[];
  readonly runtimes: readonly RuntimeRecord[];
}

/** What executes the models. */
interface Executing {
  /** Of the models in JavaScript; none for the Node of this harness. */
  readonly runtimes: readonly RuntimeRequest[];
  /** Interpreters for models in Python. */
  readonly pythons: readonly string[];
}

/** Programs in other languages have a runtime of their own each. Throws HarnessError. */
export async function planScenarios(
  models: readonly Entry<ModelTraits>[],
  { runtimes: requests, pythons }: Executing,
  work: Omit<ModelRun, 'rounds'>,
  watch: Watch,
): Promise<PlannedScenarios> {
  const run = { ...work, rounds: 0 };
  const own = models.filter((model) => !isProgram(model));
  const runtimes = await runRuntimes(requests, projectOf(process.cwd()));
  const programs = await planPrograms(models.filter(isProgram), run, watch, pythons);
  const here = runtimes.executing.flatMap((runtime) =>
    own.map((model) => modelScenario(model, run, null, runtime)),
  );
  const planned = linked([...here, ...programs.planned], baselineModel(models));
  const notRun = [...programs.notRun, ...missingScenarios(own, runtimes.missing)];
  expectModel(planned, notRun);
  return { planned, notRun, runtimes: runtimes.records };
}
