import { resource, type PastStats, type PokemonStat } from './document.ts';
import { generationResource } from './generations.ts';
import type { Species, StatName } from './species.ts';

const STATS = {
  hp: resource('stat', 1, 'hp'),
  attack: resource('stat', 2, 'attack'),
  defense: resource('stat', 3, 'defense'),
  'special-attack': resource('stat', 4, 'special-attack'),
  'special-defense': resource('stat', 5, 'special-defense'),
  speed: resource('stat', 6, 'speed'),
  special: resource('stat', 9, 'special'),
};

/** Effort is not in the package: as many points as the evolution stage, for the highest stat. */
export function pokemonStats({ baseStats, evolutionStage }: Species): readonly PokemonStat[] {
  const highest = Math.max(...baseStats.map(({ value }) => value));
  const best = baseStats.findIndex(({ value }) => value === highest);
  return baseStats.map(({ stat, value }, index) =>
    pokemonStat(stat, value, index === best ? evolutionStage : 0),
  );
}

export function pastStats(species: Species): readonly PastStats[] {
  return species.pastStats.map(({ generation, value: former }) => ({
    generation: generationResource(generation),
    stats: former.map(({ stat, value }) => pokemonStat(stat, value, 0)),
  }));
}

function pokemonStat(stat: StatName, value: number, effort: number): PokemonStat {
  return { base_stat: value, effort, stat: STATS[stat] };
}
