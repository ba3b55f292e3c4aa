import { resource, type GameIndex } from './document.ts';
import { seededInteger } from './seeded.ts';
import type { Species } from './species.ts';
import { inScarletViolet, inSwordShield } from './version-groups.ts';
import { VERSIONS } from './versions.ts';
import type { Roster } from './versions.ts';

/** The games of the first generation numbered their Pokémon in an order of their own, to 190. */
const FIRST_GENERATION_VERSIONS = new Set([1, 2, 3, 44, 45, 46]);
const HIGHEST_FIRST_INDEX = 190;

export function gameIndices(species: Species): readonly GameIndex[] {
  const swordShield = species.generation <= 8 && inSwordShield(species);
  const scarletViolet = inScarletViolet(species);
  const isIn = (roster: Roster): boolean => {
    if (roster === 'sword-shield') return swordShield;
    if (roster === 'scarlet-violet') return scarletViolet;
    return species.id <= roster.lastId;
  };
  return VERSIONS.filter(({ roster }) => isIn(roster)).map(({ id, name }) => ({
    game_index: FIRST_GENERATION_VERSIONS.has(id)
      ? seededInteger(species.id, 'first generation index', 1, HIGHEST_FIRST_INDEX)
      : species.id,
    version: resource('version', id, name),
  }));
}
