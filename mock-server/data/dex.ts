import { Dex, type ModdedDex, type Species as DexSpecies } from '@pkmn/dex';
import { LAST_IDS, NEWEST_GENERATION, generationOf } from './generations.ts';
import { moveName, pokemonName, slug } from './names.ts';
import type {
  AbilitySlot,
  BaseStat,
  LearnLetter,
  LearnSource,
  LearnableMove,
  Past,
  Species,
} from './species.ts';

/** The learnsets of these generations are in a set of their own. */
const OLD_LEARNSETS = 2;
/** Abilities did not exist before. */
const FIRST_WITH_ABILITIES = 3;
const LAST_ID = LAST_IDS[LAST_IDS.length - 1] ?? 0;

const ABILITY_SLOTS = { 0: 1, 1: 2, H: 3 } as const;
/** `<generation><letter>[level]`; other letters are events, transfers and the like. */
const SOURCE_CODE = /^(\d)([LMTE])(\d*)$/;

/** Every species in the order of the National Dex, as the package @pkmn/dex knows it. */
export async function speciesOfDex(): Promise<readonly Species[]> {
  const dexes = Array.from({ length: NEWEST_GENERATION }, (_, index) => Dex.forGen(index + 1));
  const all = Dex.species
    .all()
    .filter(({ num, forme }) => num > 0 && num <= LAST_ID && forme === '')
    .sort((a, b) => a.num - b.num);
  return Promise.all(all.map((entry) => readOne(Dex, dexes, entry)));
}

async function readOne(
  dex: ModdedDex,
  dexes: readonly ModdedDex[],
  entry: DexSpecies,
): Promise<Species> {
  const generation = generationOf(entry.num);
  const history = dexes.map((former) => former.species.get(entry.name));
  const abilities = history.map((former, index) => abilitySlots(dex, former, index + 1));
  return {
    id: entry.num,
    speciesName: slug(entry.name),
    name: pokemonName(entry.num, entry.name, entry.baseForme),
    formNames: formNames(entry),
    generation,
    types: typeNames(entry),
    baseStats: baseStats(entry),
    abilities: abilitySlots(dex, entry, NEWEST_GENERATION).filter(({ ability }) => ability),
    weightHectograms: entry.weighthg,
    evolutionStage: evolutionStage(dex, entry),
    isFullyEvolved: !entry.nfe,
    isTagged: entry.tags.length > 0,
    hasMegaForme: entry.otherFormes?.some((forme) => forme.includes('-Mega')) ?? false,
    pastAbilities: changes(abilities, Math.max(generation, FIRST_WITH_ABILITIES), changedSlots),
    pastTypes: changes(history.map(typeNames), generation, changedTypes),
    pastStats: pastStats(history.map(baseStats), generation),
    moves: await learnableMoves(dex, entry),
  };
}

/**
 * What changed from one generation to the next, as PokeAPI tells it: the last generation in which
 * the former value held. `difference` gives the part that changed, null for none.
 */
function changes<T>(
  history: readonly T[],
  firstGeneration: number,
  difference: (former: T, next: T) => T | null,
): Past<T>[] {
  const past: Past<T>[] = [];
  for (let generation = firstGeneration; generation < history.length; generation++) {
    const value = difference(history[generation - 1] as T, history[generation] as T);
    if (value !== null) past.push({ generation, value });
  }
  return past;
}

function changedTypes(
  former: readonly string[],
  next: readonly string[],
): readonly string[] | null {
  return former.join() === next.join() ? null : former;
}

function changedSlots(
  former: readonly AbilitySlot[],
  next: readonly AbilitySlot[],
): readonly AbilitySlot[] | null {
  const changed = former.filter(({ ability }, i) => ability?.id !== next[i]?.ability?.id);
  return changed.length > 0 ? changed : null;
}

/** All three slots. The package lists some abilities in generations that did not have them yet. */
function abilitySlots(dex: ModdedDex, entry: DexSpecies, generation: number): AbilitySlot[] {
  return (['0', '1', 'H'] as const).map((key) => {
    const { num, name, gen } = dex.abilities.get(entry.abilities[key] ?? '');
    const existed = num > 0 && gen <= generation;
    return { ability: existed ? { id: num, name: slug(name) } : null, slot: ABILITY_SLOTS[key] };
  });
}

function typeNames(entry: DexSpecies): readonly string[] {
  return entry.types.map((type) => type.toLowerCase());
}

function baseStats({ baseStats: stats }: DexSpecies): readonly BaseStat[] {
  return [
    { stat: 'hp', value: stats.hp },
    { stat: 'attack', value: stats.atk },
    { stat: 'defense', value: stats.def },
    { stat: 'special-attack', value: stats.spa },
    { stat: 'special-defense', value: stats.spd },
    { stat: 'speed', value: stats.spe },
  ];
}

/** The package gives the first generation's Special as special attack (and as special defense). */
function pastStats(
  history: readonly (readonly BaseStat[])[],
  generation: number,
): Past<readonly BaseStat[]>[] {
  const later = changes(history, Math.max(generation, 2), changedStats);
  if (generation > 1) return later;
  const value = history[0]?.find(({ stat }) => stat === 'special-attack')?.value ?? 0;
  return [{ generation: 1, value: [{ stat: 'special', value }] }, ...later];
}

function changedStats(
  former: readonly BaseStat[],
  next: readonly BaseStat[],
): readonly BaseStat[] | null {
  const changed = former.filter(({ value }, index) => value !== next[index]?.value);
  return changed.length > 0 ? changed : null;
}

function evolutionStage(dex: ModdedDex, entry: DexSpecies): number {
  return entry.prevo ? 1 + evolutionStage(dex, dex.species.get(entry.prevo)) : 1;
}

function formNames(entry: DexSpecies): readonly string[] {
  const cosmetic = entry.cosmeticFormes ?? [];
  const first =
    cosmetic.length > 0
      ? `${slug(entry.name)}-${slug(entry.baseForme)}`
      : pokemonName(entry.num, entry.name, entry.baseForme);
  return [first, ...cosmetic.map(slug)];
}

async function learnableMoves(dex: ModdedDex, entry: DexSpecies): Promise<LearnableMove[]> {
  const isOld = generationOf(entry.num) <= OLD_LEARNSETS;
  const old = isOld ? await learnset(dex.forGen(OLD_LEARNSETS), entry) : {};
  const later = await learnset(dex, entry);
  const keys = new Set([...Object.keys(old), ...Object.keys(later)]);
  return [...keys]
    .map((key) => {
      const { num, name } = dex.moves.get(key);
      const sources = [
        ...parseSources(old[key]).filter(({ generation }) => generation <= OLD_LEARNSETS),
        ...parseSources(later[key]).filter(({ generation }) => generation > OLD_LEARNSETS),
      ];
      return { id: num, name: moveName(name), sources };
    })
    .filter(({ sources }) => sources.length > 0)
    .sort((a, b) => a.id - b.id);
}

async function learnset(dex: ModdedDex, entry: DexSpecies): Promise<Record<string, string[]>> {
  return (await dex.learnsets.get(entry.name)).learnset ?? {};
}

/** Each once: the package has some codes in two spellings, such as `9L7` and `9L07`. */
function parseSources(codes: readonly string[] = []): LearnSource[] {
  const sources = new Map<string, LearnSource>();
  for (const code of codes) {
    const [, generation, letter, digits] = SOURCE_CODE.exec(code) ?? [];
    if (letter === undefined) continue;
    const level = Number(digits);
    sources.set(`${generation}${letter}${level}`, {
      generation: Number(generation),
      letter: letter as LearnLetter,
      level,
    });
  }
  return [...sources.values()];
}
