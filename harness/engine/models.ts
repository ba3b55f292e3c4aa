import { type Entry, loadModel, modelNames } from '../catalog.ts';
import type { Model } from '../contract.ts';
import { modelOrder } from './model-order.ts';
import type { ModelChoice } from './options.ts';

/** The file of the work without concurrency, beside which every comparison sets the models. */
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

/** Name of the model among these that declares itself what the others are compared with. */
export function baselineModel(models: readonly Entry<Model>[]): string | null {
  const declared = models.find(({ value }) => value.baseline === true && !value.variantOf);
  return declared?.value.name ?? null;
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
