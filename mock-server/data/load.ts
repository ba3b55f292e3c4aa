import { join } from 'node:path';
import type { Dataset } from '../dataset.ts';
import { readCache, writeCache } from './cache.ts';
import { readCheckout } from './checkout.ts';
import { SPECIES_SOURCE } from './stored-species.ts';

export { DataPathError } from './checkout.ts';

export interface LoadOptions {
  /** A checkout of PokeAPI/api-data, read anew each time; null for generated documents. */
  readonly dataPath: string | null;
  /** Where generated documents are kept; made if missing. */
  readonly cacheDir: string;
}

export interface LoadedDataset extends Dataset {
  /** Lines for stderr: what did not go as it should but does not change the documents. */
  readonly notes: readonly string[];
}

/**
 * Raise it with every change to the documents or to the file of the cache, or old caches are
 * served. The pinned digest in test/mock-server/data/generate.test.ts tells when documents change.
 */
const GENERATOR_VERSION = 2;

/** The documents to serve. Rejects with DataPathError when `dataPath` is not what it should be. */
export async function loadDataset({ dataPath, cacheDir }: LoadOptions): Promise<LoadedDataset> {
  if (dataPath !== null) return { ...(await readCheckout(dataPath)), notes: [] };
  const version = SPECIES_SOURCE;
  const path = join(cacheDir, cacheFileName(version));
  const cached = await readCache(path, version);
  if (cached.state === 'hit') return { ...cached.dataset, notes: [] };

  const notes: string[] = [];
  if (cached.state === 'unusable') {
    notes.push(`the dataset cache ${path} cannot be used (${cached.reason}): generating it again`);
  }
  // Imported only here: it is not needed where the cache is read.
  const { generateDataset } = await import('./generate.ts');
  const dataset = generateDataset();
  await writeCache(path, dataset).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    notes.push(
      `the dataset cache cannot be written (${reason}): the next start generates it again`,
    );
  });
  return { ...dataset, notes };
}

/** `pokemon-2-pkmn-dex-0.10.11.cache`: what decides over the documents is in the name. */
function cacheFileName(version: string): string {
  return `pokemon-${GENERATOR_VERSION}-${version.replace(/[^\w.]+/g, '-').replace(/^-/, '')}.cache`;
}
