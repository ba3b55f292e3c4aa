import { resource, type NamedResource } from './document.ts';

/** The highest National Dex number of each generation, the first one first. */
export const LAST_IDS = [151, 251, 386, 493, 649, 721, 809, 905, 1025] as const;

/** The newest generation there are sources for. */
export const NEWEST_GENERATION = LAST_IDS.length;

const NUMERALS = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix'] as const;

/** The generation, from 1, in which the Pokémon with this number first appeared. */
export function generationOf(id: number): number {
  const index = LAST_IDS.findIndex((lastId) => id <= lastId);
  if (index < 0) throw new RangeError(`no generation has the National Dex number ${id}`);
  return index + 1;
}

/** One value of a table with one value per generation. */
export function ofGeneration<T>(values: readonly T[], generation: number): T {
  const value = values[generation - 1];
  if (value === undefined) throw new RangeError(`the table has no generation ${generation}`);
  return value;
}

export function generationResource(generation: number): NamedResource {
  return resource('generation', generation, `generation-${ofGeneration(NUMERALS, generation)}`);
}
