import { type Entry, isFile, type Module } from '../../catalog.ts';
import type { ModelTraits, WorkloadTraits } from '../../contract.ts';
import { modelsWithoutFloor, type ModelSearch } from '../../engine/models.ts';
import type { MeasureOptions } from '../../engine/options.ts';
import { findWorkload } from '../../engine/workload.ts';

/** What is checked, as the working tree has it. */
export interface CheckSubject {
  readonly workload: Entry<WorkloadTraits>;
  readonly models: readonly Entry<ModelTraits>[];
}

/** A workload or model in a file of the user's. */
export interface UserModule extends Module {
  readonly file: string;
}

/** A user's files are built into the folder of the search. Throws HarnessError. */
export async function findSubject(
  options: MeasureOptions,
  search: ModelSearch,
): Promise<CheckSubject> {
  const workload = await findWorkload(options, search);
  return { workload, models: await modelsWithoutFloor(options.models, search) };
}

/** The user's files that are named, as they are named: first that of the workload. */
export function namedFiles({ workload, models }: MeasureOptions): readonly string[] {
  const { set, files } = models;
  return [workload, ...(typeof set === 'object' ? set : []), ...files].filter(isFile);
}

export function userModules({ workload, models }: CheckSubject): readonly UserModule[] {
  return [workload, ...models].filter((module): module is typeof module & UserModule => {
    return module.file !== null;
  });
}
