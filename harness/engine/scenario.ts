import type { Scenario } from '../../results/format.ts';
import { type Entry, loadModel, modelNames } from '../catalog.ts';
import type { Model, Workload } from '../contract.ts';
import type { ModelChoice } from '../common-options.ts';
import { modelOrder } from './model-order.ts';

/** What the work costs without concurrency, beside which every comparison sets the models. */
const FLOOR = 'bare-work';

/** The models asked for; the floor first, asked for or not. */
export async function modelsWithFloor(choice: ModelChoice): Promise<readonly Entry<Model>[]> {
  const chosen = await choose(choice);
  const isChosen = chosen.some(({ value }) => value.name === FLOOR);
  return inOrder(isChosen ? chosen : [await loadModel(FLOOR), ...chosen]);
}

/** The models asked for; no floor but one asked for by name. */
export async function modelsWithoutFloor(choice: ModelChoice): Promise<readonly Entry<Model>[]> {
  const chosen = await choose(choice);
  return inOrder(
    chosen.filter(({ value }) => typeof choice === 'object' || value.kind === 'model'),
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
    summary: ('run' in workload ? model.simpleSummary : undefined) ?? model.summary,
    isolation: model.isolation ?? null,
    sharing: model.sharing ?? null,
    runtime: `node ${nodeVersion}`,
    arm,
  };
}

/** Loads no more than the models named: a broken file of another harms only itself. */
async function choose(choice: ModelChoice): Promise<readonly Entry<Model>[]> {
  const names = typeof choice === 'object' ? choice : modelNames();
  const models = await Promise.all(names.map(loadModel));
  return choice === 'main' ? models.filter(({ value }) => value.variantOf === undefined) : models;
}

/** A variant stands where its model does, asked for or not. */
async function inOrder(models: readonly Entry<Model>[]): Promise<readonly Entry<Model>[]> {
  const mains = models.flatMap(({ value }) => value.variantOf ?? []);
  const known = [...models, ...(await Promise.all(mains.map(loadModel)))];
  const order = modelOrder(known.map(({ value }) => value));
  return models.toSorted((a, b) => order(a.value, b.value));
}
