import { join } from 'node:path';

import type { NotRun } from '../../../results/format.ts';
import type { Entry } from '../../catalog.ts';
import type { ModelTraits, WorkloadTraits } from '../../contract.ts';
import { HarnessError } from '../../errors.ts';
import { findPrograms } from '../../inspect/inspector.ts';
import { makeOwnFolder, projectOf } from '../../project.ts';
import { refuseFaultyProgram } from '../faulty-mock.ts';
import type { Watch } from '../progress.ts';
import { type ModelRun, type PlannedScenario, programScenario } from '../scenario.ts';

/** What of the programs asked for can be measured here, and what cannot. */
export interface PlannedPrograms {
  readonly planned: readonly PlannedScenario[];
  readonly notRun: readonly NotRun[];
}

/** Whether a model is a program in another language. */
export function isProgram({ value }: Entry<ModelTraits>): boolean {
  return value.language !== undefined;
}

/** Finds or builds the program of each of these models. Throws HarnessError. */
export async function planPrograms(
  models: readonly Entry<ModelTraits>[],
  run: ModelRun,
  { progress, signal }: Watch,
  pythons: readonly string[] = [],
): Promise<PlannedPrograms> {
  if (models.length === 0) return { planned: [], notRun: [] };
  for (const model of models) {
    refuseOtherWork(model, run.workload);
    refuseFaultyProgram(model.value.name, run);
  }
  const project = projectOf(process.cwd());
  makeOwnFolder(project);
  progress.doing({ phase: 'programs', text: 'finding or building programs' });
  const machine = { cacheDir: join(project.cacheDir, 'programs'), pythons };
  const found = await findPrograms(models, machine, signal);
  const planned: PlannedScenario[] = [];
  const notRun: NotRun[] = [];
  for (const [index, model] of models.entries()) {
    const program = found[index];
    if (program === undefined) throw new Error(`${model.shown} was not looked for`);
    if ('missing' in program) notRun.push(missing(model, program.missing));
    else planned.push(programScenario(model, program, run));
  }
  return { planned, notRun };
}

/** Throws HarnessError where the model's program cannot do the work. */
export function refuseOtherWork(
  { shown, file, value: { name, workloads = [] } }: Entry<ModelTraits>,
  workload: Entry<WorkloadTraits>,
): void {
  // A program of the suite does the suite's work, whatever a user's is called.
  const isKnown = workloads.includes(workload.value.name);
  if (isKnown && (file !== null || workload.file === null)) return;
  const message = `${name} cannot do ${workload.file ?? workload.value.name}: its program is written for ${workloads.join(', ')} ("workloads" in ${shown})`;
  throw new HarnessError('program-workload', message);
}

function missing({ value: { name, language = '' } }: Entry<ModelTraits>, reason: string): NotRun {
  return { id: name, label: name, model: name, runtime: language, language, reason };
}
