import { findModule } from '../../harness/catalog.ts';
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
