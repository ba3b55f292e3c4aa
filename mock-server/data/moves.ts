import { resource, type PokemonMove, type VersionGroupDetail } from './document.ts';
import { seededChance, seededInteger } from './seeded.ts';
import type { LearnLetter, LearnSource, LearnableMove, Species } from './species.ts';
import { tutorTeaches } from './tutor-moves.ts';
import { CHAMPIONS, LEGENDS_ARCEUS, versionGroupsOf } from './version-groups.ts';
import type { VersionGroup } from './version-groups.ts';

/** In the order of their ids, which is the order of entries within a version group. */
const METHODS = {
  L: resource('move-learn-method', 1, 'level-up'),
  E: resource('move-learn-method', 2, 'egg'),
  T: resource('move-learn-method', 3, 'tutor'),
  M: resource('move-learn-method', 4, 'machine'),
  train: resource('move-learn-method', 12, 'train'),
};
const LETTERS = ['L', 'E', 'T', 'M'] as const satisfies readonly LearnLetter[];

/** Percent of the source generation's machines that a remake kept, by version group id. */
const MACHINES_KEPT_PERCENT = new Map([
  [19, 59],
  [23, 85],
]);

/** Level-up entries that carry an order, and the highest order, in the real data about. */
const ORDERED_PERCENT = 26;
const HIGHEST_ORDER = 4;

/** Legends: Arceus teaches few moves: this many of the species' level-up moves. */
const LEGENDS_ARCEUS_MOVES = 8;

/** Every move the species can learn, with every game and way to learn it. */
export function pokemonMoves(species: Species): readonly PokemonMove[] {
  const groups = versionGroupsOf(species);
  const early = earlyMoves(species);
  const newest = newestGeneration(species, ['L', 'M', 'T']);
  return species.moves
    .map((move) => ({
      move: resource('move', move.id, move.name),
      version_group_details: groups.flatMap((group) => {
        if (group.id === LEGENDS_ARCEUS) return legendsArceusEntries(group, early.get(move));
        if (group.id === CHAMPIONS) return championsEntries(group, move, newest);
        return entries(species, group, move);
      }),
    }))
    .filter(({ version_group_details: details }) => details.length > 0);
}

function entries(species: Species, group: VersionGroup, move: LearnableMove): VersionGroupDetail[] {
  return LETTERS.flatMap((letter) => {
    const generation = group.sources[letter];
    if (!isTaught(group.id, letter, move)) return [];
    return move.sources
      .filter((source) => source.letter === letter && source.generation === generation)
      .sort((a, b) => a.level - b.level)
      .map((source) =>
        entry(group, METHODS[letter], source.level, order(species, group, move, source)),
      );
  });
}

function isTaught(versionGroupId: number, letter: LearnLetter, move: LearnableMove): boolean {
  if (letter === 'T') return tutorTeaches(versionGroupId, move.name);
  if (letter !== 'M') return true;
  const percent = MACHINES_KEPT_PERCENT.get(versionGroupId) ?? 100;
  return seededChance(move.id, `machine ${versionGroupId}`, percent);
}

function order(
  { id }: Species,
  group: VersionGroup,
  move: LearnableMove,
  source: LearnSource,
): number | null {
  if (source.letter !== 'L') return null;
  const salt = `order ${group.id} ${move.id} ${source.level}`;
  if (!seededChance(id, salt, ORDERED_PERCENT)) return null;
  return seededInteger(id, `${salt} value`, 1, HIGHEST_ORDER);
}

/** Level of each of the first moves that the species learns by level-up in its newest games. */
function earlyMoves(species: Species): ReadonlyMap<LearnableMove, number> {
  const newest = newestGeneration(species, ['L']);
  const learned = species.moves.flatMap((move) =>
    move.sources
      .filter((source) => source.letter === 'L' && source.generation === newest)
      .map(({ level }) => ({ move, level })),
  );
  const byLevel = learned.sort((a, b) => a.level - b.level || a.move.id - b.move.id);
  const early = new Map<LearnableMove, number>();
  for (const { move, level } of byLevel) {
    if (early.size < LEGENDS_ARCEUS_MOVES && !early.has(move)) early.set(move, level);
  }
  return early;
}

function legendsArceusEntries(
  group: VersionGroup,
  level: number | undefined,
): VersionGroupDetail[] {
  return level === undefined ? [] : [entry(group, METHODS.L, level, null)];
}

function championsEntries(
  group: VersionGroup,
  move: LearnableMove,
  newest: number,
): VersionGroupDetail[] {
  const learned = move.sources.some(
    ({ generation, letter }) => generation === newest && letter !== 'E',
  );
  return learned ? [entry(group, METHODS.train, 0, null)] : [];
}

function newestGeneration(species: Species, letters: readonly LearnLetter[]): number {
  const sources = species.moves.flatMap((move) => move.sources);
  return sources.reduce(
    (newest, { letter, generation }) =>
      letters.includes(letter) ? Math.max(newest, generation) : newest,
    0,
  );
}

function entry(
  group: VersionGroup,
  method: VersionGroupDetail['move_learn_method'],
  level: number,
  entryOrder: number | null,
): VersionGroupDetail {
  return {
    level_learned_at: level,
    move_learn_method: method,
    order: entryOrder,
    version_group: group.reference,
  };
}
