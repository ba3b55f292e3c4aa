import type { Scenario } from '../../results/format.ts';
import { type Entry, loadModel, modelNames } from '../catalog.ts';
import type { Model, Workload } from '../contract.ts';
import { modelOrder } from './model-order.ts';
import type { ModelChoice } from './options.ts';

/** The models asked for; the floors first, asked for or not. */
export async function modelsWithFloors(choice: ModelChoice): Promise<readonly Entry<Model>[]> {
  const { all, chosen } = await choose(choice);
  const floors = all.filter(({ value }) => value.kind === 'floor');
  const unique = new Map([...floors, ...chosen].map((model) => [model.value.name, model]));
  return inOrder([...unique.values()], all);
}

/** The models asked for; no floors but those asked for by name. */
export async function modelsWithoutFloors(choice: ModelChoice): Promise<readonly Entry<Model>[]> {
  const { all, chosen } = await choose(choice);
  return inOrder(
    chosen.filter(({ value }) => typeof choice === 'object' || value.kind === 'model'),
    all,
  );
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
    variantOf: model.variantOf ?? null,
    form: model.form ?? null,
    summary: model.summary,
    isolation: model.isolation ?? null,
    sharing: model.sharing ?? null,
    runtime: `node ${nodeVersion}`,
    arm,
  };
}

async function choose(choice: ModelChoice) {
  // First what was asked for: an unknown name is the user's, and an error that says so.
  const named = typeof choice === 'object' ? await Promise.all(choice.map(loadModel)) : null;
  const all = await Promise.all(modelNames().map(loadModel));
  const main = all.filter(({ value }) => value.variantOf === undefined);
  return { all, chosen: named ?? (choice === 'all' ? all : main) };
}

function inOrder(models: readonly Entry<Model>[], all: readonly Entry<Model>[]) {
  const order = modelOrder(all.map(({ value }) => value));
  return models.toSorted((a, b) => order(a.value, b.value));
}
