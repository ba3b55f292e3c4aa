/** The letters of the package's learnset codes that become entries of a document. */
export type LearnLetter = 'L' | 'M' | 'T' | 'E';

/** One way to learn a move in the games of one generation. */
export interface LearnSource {
  readonly generation: number;
  readonly letter: LearnLetter;
  /** 0 for anything but level-up. */
  readonly level: number;
}

export interface LearnableMove {
  readonly id: number;
  readonly name: string;
  readonly sources: readonly LearnSource[];
}

export interface AbilitySlot {
  /** Null where the slot was empty in a former generation. */
  readonly ability: { readonly id: number; readonly name: string } | null;
  readonly slot: 1 | 2 | 3;
}

/** What held up to and including `generation`. */
export interface Past<T> {
  readonly generation: number;
  readonly value: T;
}

/** The first generation had `special` in place of special attack and special defense. */
export type StatName =
  'hp' | 'attack' | 'defense' | 'special-attack' | 'special-defense' | 'speed' | 'special';

export interface BaseStat {
  readonly stat: StatName;
  readonly value: number;
}

/** What the package knows of one species, in the words of PokeAPI. */
export interface Species {
  /** National Dex number. */
  readonly id: number;
  /** Name of the species: `deoxys`. */
  readonly speciesName: string;
  /** Name of its default Pokémon: `deoxys-normal`. */
  readonly name: string;
  /** Names of its forms, the default first. */
  readonly formNames: readonly string[];
  readonly generation: number;
  readonly types: readonly string[];
  /** All six of today. */
  readonly baseStats: readonly BaseStat[];
  readonly abilities: readonly AbilitySlot[];
  readonly weightHectograms: number;
  /** 1 for what hatches, 2 and 3 for what evolves from it. */
  readonly evolutionStage: number;
  readonly isFullyEvolved: boolean;
  /** Legendary, mythical, Ultra Beast or Paradox. */
  readonly isTagged: boolean;
  readonly hasMegaForme: boolean;
  readonly pastAbilities: readonly Past<readonly AbilitySlot[]>[];
  readonly pastTypes: readonly Past<readonly string[]>[];
  /** Only the stats that changed. */
  readonly pastStats: readonly Past<readonly BaseStat[]>[];
  /** In the order of their ids. */
  readonly moves: readonly LearnableMove[];
}

export function baseStatTotal(species: Species): number {
  return species.baseStats.reduce((total, { value }) => total + value, 0);
}

/** True when any move can be learned in the games of this generation. */
export function learnsIn(species: Species, generation: number): boolean {
  return species.moves.some((move) =>
    move.sources.some((source) => source.generation === generation),
  );
}
