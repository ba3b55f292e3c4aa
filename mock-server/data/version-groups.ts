import { resource, type NamedResource } from './document.ts';
import { ofGeneration } from './generations.ts';
import { seededChance } from './seeded.ts';
import { baseStatTotal, learnsIn } from './species.ts';
import type { LearnLetter, Species } from './species.ts';

/** Games that PokeAPI treats as one in its lists of moves. */
export interface VersionGroup {
  readonly id: number;
  readonly reference: NamedResource;
  readonly has: (species: Species) => boolean;
  /**
   * For each way of learning, the generation whose sources it takes: its own, or for remakes the
   * one the package has sources for. Empty where entries follow a rule of their own (moves.ts).
   */
  readonly sources: Readonly<Partial<Record<LearnLetter, number>>>;
}

export const LEGENDS_ARCEUS = 24;
export const CHAMPIONS = 32;

/** Percent of each generation in Legends: Arceus, of which the package has no list. */
const LEGENDS_ARCEUS_PERCENT = [31, 31, 14, 99, 4, 4, 2, 7, 0];

const upTo = (lastId: number) => (species: Species) => species.id <= lastId;

/** In the order of their ids, which is the order of `version_group_details`. */
const VERSION_GROUPS: readonly VersionGroup[] = [
  group(1, 'red-blue', upTo(151), { L: 1, M: 1 }),
  group(2, 'yellow', upTo(151), { L: 1, M: 1 }),
  group(3, 'gold-silver', upTo(251), { L: 2, M: 2, E: 2 }),
  group(4, 'crystal', upTo(251), { L: 2, M: 2, T: 2, E: 2 }),
  group(5, 'ruby-sapphire', upTo(386), { L: 3, M: 3, E: 3 }),
  group(6, 'emerald', upTo(386), { L: 3, M: 3, T: 3, E: 3 }),
  group(7, 'firered-leafgreen', upTo(386), { L: 3, M: 3, T: 3, E: 3 }),
  group(8, 'diamond-pearl', upTo(493), { L: 4, M: 4, T: 4, E: 4 }),
  group(9, 'platinum', upTo(493), { L: 4, M: 4, T: 4, E: 4 }),
  group(10, 'heartgold-soulsilver', upTo(493), { L: 4, M: 4, T: 4, E: 4 }),
  group(11, 'black-white', upTo(649), { L: 5, M: 5, T: 5, E: 5 }),
  group(12, 'colosseum', upTo(386), { L: 3, M: 3 }),
  group(13, 'xd', upTo(386), { L: 3, M: 3, T: 3 }),
  group(14, 'black-2-white-2', upTo(649), { L: 5, M: 5, T: 5, E: 5 }),
  group(15, 'x-y', upTo(721), { L: 6, M: 6, T: 6, E: 6 }),
  group(16, 'omega-ruby-alpha-sapphire', upTo(721), { L: 6, M: 6, T: 6, E: 6 }),
  group(17, 'sun-moon', upTo(802), { L: 7, M: 7, T: 7, E: 7 }),
  group(18, 'ultra-sun-ultra-moon', upTo(807), { L: 7, M: 7, T: 7, E: 7 }),
  group(19, 'lets-go-pikachu-lets-go-eevee', upTo(151), { L: 7, M: 7 }),
  group(20, 'sword-shield', inSwordShield, { L: 8, M: 8, T: 8, E: 8 }),
  group(23, 'brilliant-diamond-shining-pearl', upTo(493), { L: 7, M: 4, E: 7 }),
  group(LEGENDS_ARCEUS, 'legends-arceus', inLegendsArceus, {}),
  group(25, 'scarlet-violet', inScarletViolet, { L: 9, M: 9, T: 9, E: 9 }),
  group(28, 'red-green-japan', upTo(151), { L: 1, M: 1 }),
  group(29, 'blue-japan', upTo(151), { L: 1, M: 1 }),
  group(CHAMPIONS, 'champions', inChampions, {}),
];

export function versionGroupsOf(species: Species): readonly VersionGroup[] {
  return VERSION_GROUPS.filter(({ has }) => has(species));
}

export function inSwordShield(species: Species): boolean {
  return learnsIn(species, 8);
}

export function inScarletViolet(species: Species): boolean {
  return learnsIn(species, 9);
}

function inLegendsArceus({ id, generation }: Species): boolean {
  return seededChance(id, 'legends-arceus', ofGeneration(LEGENDS_ARCEUS_PERCENT, generation));
}

/** A guess in the true proportions: Mega Evolution, strength and presence in the newest games. */
function inChampions(species: Species): boolean {
  if (!species.isFullyEvolved || species.isTagged) return false;
  const strong = inScarletViolet(species) && baseStatTotal(species) >= 450;
  const percent = species.hasMegaForme ? 95 : strong ? 44 : 22;
  return seededChance(species.id, 'champions', percent);
}

function group(
  id: number,
  name: string,
  has: VersionGroup['has'],
  sources: VersionGroup['sources'],
): VersionGroup {
  return { id, reference: resource('version-group', id, name), has, sources };
}
