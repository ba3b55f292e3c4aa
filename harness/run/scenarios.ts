import type { Scenario } from '../../results/format.ts';
import { type Entry, loadModel, modelNames } from '../catalog.ts';
import type { Model, Workload } from '../contract.ts';

/** The models asked for, all of them where none is named; the floors first, asked for or not. */
export async function modelsWithFloors(names: readonly string[]): Promise<readonly Entry<Model>[]> {
  // First what was asked for: an unknown name is the user's, and an error that says so.
  const chosen = await Promise.all(names.map((name) => loadModel(name)));
  const all = await allModels();
  const floors = all.filter(({ value }) => value.kind === 'floor');
  const models = chosen.length === 0 ? all : [...floors, ...chosen];
  const unique = new Map(models.map((model) => [model.value.name, model]));
  return [...unique.values()].sort(byRank);
}

/** The models asked for, all but the floors where none is named. */
export async function modelsWithoutFloors(
  names: readonly string[],
): Promise<readonly Entry<Model>[]> {
  const chosen = await Promise.all(names.map((name) => loadModel(name)));
  const models =
    chosen.length > 0 ? chosen : (await allModels()).filter(({ value }) => value.kind === 'model');
  return [...models].sort(byRank);
}

export function scenarioOf(
  model: Model,
  workload: Workload,
  { arm, nodeVersion }: { readonly arm: Scenario['arm']; readonly nodeVersion: string },
): Scenario {
  return {
    id: arm === null ? model.name : `${model.name}@${arm}`,
    workload: workload.name,
    model: model.name,
    mirrors: model.mirrors,
    kind: model.kind,
    isolation: model.isolation ?? null,
    sharing: model.sharing ?? null,
    runtime: `node ${nodeVersion}`,
    arm,
  };
}

function allModels(): Promise<readonly Entry<Model>[]> {
  return Promise.all(modelNames().map((name) => loadModel(name)));
}

/** The floor first, then the model that the others are compared with, then by name. */
function byRank(a: Entry<Model>, b: Entry<Model>): number {
  const rank = ({ value }: Entry<Model>) =>
    value.kind === 'floor' ? 0 : value.name === 'single-threaded' ? 1 : 2;
  return rank(a) - rank(b) || a.value.name.localeCompare(b.value.name, 'en');
}
