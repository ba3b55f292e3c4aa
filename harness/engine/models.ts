import { type Entry, loadModel, modelNames } from '../catalog.ts';
import type { Model } from '../contract.ts';
import { modelOrder } from './model-order.ts';

/** Those that are no variants, all there are, or those named. */
export type ModelChoice = 'main' | 'all' | readonly string[];

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

/** Name of the model among these that declares itself what the others are compared with. */
export function baselineModel(models: readonly Entry<Model>[]): string | null {
  const declared = ({ value }: Entry<Model>) =>
    value.baseline === true && value.variantOf === undefined;
  return models.find(declared)?.value.name ?? null;
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
