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
