import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** One Pokémon document, ready to be served. */
export interface PokemonDocument {
  readonly id: number;
  readonly name: string;
  /** Minified UTF-8 JSON, as the live API sends it. */
  readonly json: Buffer;
  /** `json`, gzipped at level 6. */
  readonly gzip: Buffer;
}

/** Every document of one source, in list order. */
export interface Dataset {
  readonly source: 'generated' | 'api-data';
  /** Version of what the documents were made from: package name@version, or a git commit. */
  readonly version: string;
  /** Hex digest over the `json` bytes of all documents in list order. */
  readonly sha256: string;
  readonly documents: readonly PokemonDocument[];
}

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
