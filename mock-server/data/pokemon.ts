import {
  API_URL,
  resource,
  type PastAbilities,
  type PastTypes,
  type Pokemon,
  type PokemonAbility,
  type PokemonType,
} from './document.ts';
import { gameIndices } from './game-indices.ts';
import { generationResource } from './generations.ts';
import { heldItems } from './held-items.ts';
import { pokemonMoves } from './moves.ts';
import { seededFraction } from './seeded.ts';
import { baseStatTotal } from './species.ts';
import type { AbilitySlot, Species } from './species.ts';
import { sprites } from './sprites.ts';
import { pastStats, pokemonStats } from './stats.ts';

const CRIES_URL = 'https://raw.githubusercontent.com/PokeAPI/cries/main/cries/pokemon';
/** The games changed to recorded cries after this Pokémon. */
const LAST_LEGACY_CRY = 649;

const TYPE_IDS: Readonly<Record<string, number>> = {
  normal: 1,
  fighting: 2,
  flying: 3,
  poison: 4,
  ground: 5,
  rock: 6,
  bug: 7,
  ghost: 8,
  steel: 9,
  fire: 10,
  water: 11,
  grass: 12,
  electric: 13,
  psychic: 14,
  ice: 15,
  dragon: 16,
  dark: 17,
  fairy: 18,
};

/** The document of one species' default Pokémon. `firstExtraFormId` numbers its further forms. */
export function pokemonOf(species: Species, firstExtraFormId: number): Pokemon {
  const { id, name } = species;
  return {
    abilities: species.abilities.map(pokemonAbility),
    base_experience: baseExperience(species),
    cries: {
      latest: `${CRIES_URL}/latest/${id}.ogg`,
      legacy: id <= LAST_LEGACY_CRY ? `${CRIES_URL}/legacy/${id}.ogg` : null,
    },
    forms: species.formNames.map((form, index) =>
      resource('pokemon-form', index === 0 ? id : firstExtraFormId + index - 1, form),
    ),
    game_indices: gameIndices(species),
    height: heightDecimetres(species),
    held_items: heldItems(species),
    id,
    is_default: true,
    location_area_encounters: `${API_URL}/pokemon/${id}/encounters`,
    moves: pokemonMoves(species),
    name,
    order: id,
    past_abilities: species.pastAbilities.map(({ generation, value }): PastAbilities => ({
      abilities: value.map(pokemonAbility),
      generation: generationResource(generation),
    })),
    past_stats: pastStats(species),
    past_types: species.pastTypes.map(({ generation, value }): PastTypes => ({
      generation: generationResource(generation),
      types: value.map(pokemonType),
    })),
    species: resource('pokemon-species', id, species.speciesName),
    sprites: sprites(species),
    stats: pokemonStats(species),
    types: species.types.map(pokemonType),
    weight: species.weightHectograms,
  };
}

function pokemonAbility({ ability, slot }: AbilitySlot): PokemonAbility {
  return {
    ability: ability && resource('ability', ability.id, ability.name),
    is_hidden: slot === 3,
    slot,
  };
}

function pokemonType(type: string, index: number): PokemonType {
  const id = TYPE_IDS[type];
  if (id === undefined) throw new RangeError(`PokeAPI has no type ${type}`);
  return { slot: index === 0 ? 1 : 2, type: resource('type', id, type) };
}

/** The games' rule of thumb: a fifth, 35 % or half of the stat total, by how far evolved. */
function baseExperience(species: Species): number {
  const share =
    species.isTagged || species.evolutionStage === 3
      ? 0.5
      : species.evolutionStage === 1 && !species.isFullyEvolved
        ? 0.2
        : 0.35;
  return Math.round(baseStatTotal(species) * share);
}

/** Not in the package. 10 dm at the median weight of 28 kg, and volume goes with the cube. */
function heightDecimetres({ id, weightHectograms }: Species): number {
  const typical = 10 * Math.cbrt(weightHectograms / 280);
  return Math.max(1, Math.round(typical * (0.7 + 0.6 * seededFraction(id, 'height'))));
}
