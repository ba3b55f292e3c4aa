import { findModule, namesOf } from '../../harness/catalog.ts';
import type { Model } from '../../harness/contract.ts';

/** A model of the suite's own, loaded here. */
export interface OwnModel {
  readonly url: string;
  readonly value: Model;
}

export async function loadModel(name: string): Promise<OwnModel> {
  const { url } = await findModule('model', name, '');
  return { url, value: ((await import(url)) as { default: Model }).default };
}

/** All of the suite's that run in Node; programs in other languages keep to another protocol. */
export async function nodeModels(): Promise<(OwnModel & { readonly name: string })[]> {
  const names = namesOf('model');
  const models = await Promise.all(names.map(loadModel));
  return models
    .map((model, index) => ({ ...model, name: names[index] ?? '' }))
    .filter(({ value }) => 'run' in value);
}
