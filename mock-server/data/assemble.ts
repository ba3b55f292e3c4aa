import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Dataset, PokemonDocument } from '../dataset.ts';

/** The level of the live API's origin, and the one the sizes of the facts are given for. */
const GZIP_LEVEL = 6;

/** A document ready to be served, from its minified JSON text. */
export function assembleDocument(id: number, name: string, text: string): PokemonDocument {
  const json = Buffer.from(text, 'utf8');
  return { id, name, json, gzip: gzipSync(json, { level: GZIP_LEVEL }) };
}

/** A dataset with the digest over the documents as they are. */
export function assembleDataset(
  source: Dataset['source'],
  version: string,
  documents: readonly PokemonDocument[],
): Dataset {
  const hash = createHash('sha256');
  for (const { json } of documents) hash.update(json);
  return { source, version, sha256: hash.digest('hex'), documents };
}
