import { type Entry, loadModel, namesOf } from '../catalog.ts';
import type { Model } from '../contract.ts';
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

/**
 * The floor first, then the models in the order of the article, each with its variants behind it.
 * `all` are the models there are: a variant's model need not be among those to be sorted.
 */
export function modelOrder(all: readonly Model[]): (a: Model, b: Model) => number {
  const byName = new Map(all.map((model) => [model.name, model]));
  const mainOf = (model: Model) => byName.get(model.variantOf ?? model.name) ?? model;
  return (a, b) => {
    const [mainA, mainB] = [mainOf(a), mainOf(b)];
    if (mainA !== mainB) return floorFirst(mainA, mainB) || byNumber(mainA, mainB);
    return Number(a !== mainA) - Number(b !== mainB) || byNumber(a, b);
  };
}

/** Loads no more than the models named: a broken file of another harms only itself. */
async function choose(choice: ModelChoice): Promise<readonly Entry<Model>[]> {
  const names = typeof choice === 'object' ? choice : namesOf('model');
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

function floorFirst(a: Model, b: Model): number {
  return Number(b.kind === 'floor') - Number(a.kind === 'floor');
}

function byNumber(a: Model, b: Model): number {
  const number = (model: Model) => model.number ?? Number.MAX_SAFE_INTEGER;
  return number(a) - number(b) || a.name.localeCompare(b.name, 'en');
}
