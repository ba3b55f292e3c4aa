/**
 * The `/api/v2/pokemon/{id}` document of PokeAPI v2. Keys stand in alphabetical order, as the
 * live API sends them; every key is always present.
 */
export interface Pokemon {
  readonly abilities: readonly PokemonAbility[];
  readonly base_experience: number;
  readonly cries: { readonly latest: string; readonly legacy: string | null };
  readonly forms: readonly NamedResource[];
  readonly game_indices: readonly GameIndex[];
  /** Decimetres. */
  readonly height: number;
  readonly held_items: readonly HeldItem[];
  readonly id: number;
  readonly is_default: boolean;
  readonly location_area_encounters: string;
  readonly moves: readonly PokemonMove[];
  readonly name: string;
  readonly order: number;
  readonly past_abilities: readonly PastAbilities[];
  readonly past_stats: readonly PastStats[];
  readonly past_types: readonly PastTypes[];
  readonly species: NamedResource;
  readonly sprites: SpriteTree;
  readonly stats: readonly PokemonStat[];
  readonly types: readonly PokemonType[];
  /** Hectograms. */
  readonly weight: number;
}

/** PokeAPI's reference to another resource; `url` ends in a slash. */
export interface NamedResource {
  readonly name: string;
  readonly url: string;
}

export interface PokemonAbility {
  /** Null only in `past_abilities`: the slot was empty then. */
  readonly ability: NamedResource | null;
  readonly is_hidden: boolean;
  /** 3 is the hidden one. */
  readonly slot: 1 | 2 | 3;
}

export interface GameIndex {
  readonly game_index: number;
  readonly version: NamedResource;
}

export interface HeldItem {
  readonly item: NamedResource;
  readonly version_details: readonly {
    /** Chance in percent that a wild Pokémon holds the item. */
    readonly rarity: number;
    readonly version: NamedResource;
  }[];
}

export interface PokemonMove {
  readonly move: NamedResource;
  readonly version_group_details: readonly VersionGroupDetail[];
}

export interface VersionGroupDetail {
  /** 0 for anything but level-up. */
  readonly level_learned_at: number;
  readonly move_learn_method: NamedResource;
  /** Place among the moves learned at the same level, null where the API does not say. */
  readonly order: number | null;
  readonly version_group: NamedResource;
}

export interface PastAbilities {
  readonly abilities: readonly PokemonAbility[];
  /** The last generation in which these held; the same in PastStats and PastTypes. */
  readonly generation: NamedResource;
}

export interface PastStats {
  readonly generation: NamedResource;
  readonly stats: readonly PokemonStat[];
}

export interface PastTypes {
  readonly generation: NamedResource;
  readonly types: readonly PokemonType[];
}

export interface PokemonStat {
  readonly base_stat: number;
  /** Effort points gained by defeating the Pokémon, 0 to 3. */
  readonly effort: number;
  readonly stat: NamedResource;
}

export interface PokemonType {
  readonly slot: 1 | 2;
  readonly type: NamedResource;
}

/** Image addresses by view (`front_default`, …), nested by collection, generation and game. */
export interface SpriteTree {
  readonly [key: string]: string | null | SpriteTree;
}

/**
 * The live API's own address, whatever host and port serve the documents: their bytes, and so
 * their digest, then depend on the data alone.
 */
export const API_URL = 'https://pokeapi.co/api/v2';

export function resource(endpoint: string, id: number, name: string): NamedResource {
  return { name, url: `${API_URL}/${endpoint}/${id}/` };
}
