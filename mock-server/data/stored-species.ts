import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';

import type { Species } from './species.ts';

/** Where the stored species were taken from; part of the dataset's version. */
export const SPECIES_SOURCE = '@pkmn/dex@0.10.11';

/**
 * The species of that package (MIT licence, species.md), which is 52 MB; these are 0.3 MB.
 * `npm run species` writes them.
 */
export const SPECIES_FILE = new URL('./species.json.br', import.meta.url);

/** Every species in the order of the National Dex. */
export function readSpecies(): readonly Species[] {
  return JSON.parse(brotliDecompressSync(readFileSync(SPECIES_FILE)).toString()) as Species[];
}
