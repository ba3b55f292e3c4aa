import { resource, type HeldItem } from './document.ts';
import { ofGeneration } from './generations.ts';
import { seededFraction, seededHash, seededInteger } from './seeded.ts';
import type { Species } from './species.ts';
import { VERSIONS } from './versions.ts';

/** Percent of each generation's species that hold at most 0, 1, 2, … different items. */
const COUNT_PERCENTILES = [
  [41, 79, 95, 100],
  [57, 86, 97, 100],
  [36, 75, 94, 99, 100],
  [52, 91, 98, 100],
  [56, 84, 97, 99, 100],
  [93, 100],
  [57, 98, 100],
  [100],
  [100],
];

/** Mean number of games in which a species of each generation is found with one item. */
const MEAN_VERSIONS = [12, 9, 10, 12, 7, 6, 4, 0, 0];

/** Ruby to Ultra Moon: the games whose wild Pokémon hold items in PokeAPI. */
const HOLDING_VERSIONS = VERSIONS.filter(({ id }) => id >= 7 && id <= 30);

const RARITIES = [1, 5, 50, 100];

/** Items that wild Pokémon are known to hold, in the order of their ids. */
const ITEMS: readonly (readonly [id: number, name: string])[] = [
  [80, 'sun-stone'],
  [81, 'moon-stone'],
  [86, 'tiny-mushroom'],
  [87, 'big-mushroom'],
  [88, 'pearl'],
  [89, 'big-pearl'],
  [90, 'stardust'],
  [91, 'star-piece'],
  [92, 'nugget'],
  [93, 'heart-scale'],
  [94, 'honey'],
  [106, 'rare-bone'],
  [110, 'oval-stone'],
  [126, 'cheri-berry'],
  [127, 'chesto-berry'],
  [128, 'pecha-berry'],
  [129, 'rawst-berry'],
  [130, 'aspear-berry'],
  [131, 'leppa-berry'],
  [132, 'oran-berry'],
  [133, 'persim-berry'],
  [134, 'lum-berry'],
  [135, 'sitrus-berry'],
  [190, 'bright-powder'],
  [194, 'quick-claw'],
  [198, 'kings-rock'],
  [199, 'silver-powder'],
  [205, 'smoke-ball'],
  [206, 'everstone'],
  [207, 'focus-band'],
  [208, 'lucky-egg'],
  [210, 'metal-coat'],
  [211, 'leftovers'],
  [212, 'dragon-scale'],
  [214, 'soft-sand'],
  [215, 'hard-stone'],
  [216, 'miracle-seed'],
  [217, 'black-glasses'],
  [218, 'black-belt'],
  [219, 'magnet'],
  [220, 'mystic-water'],
  [221, 'sharp-beak'],
  [222, 'poison-barb'],
  [223, 'never-melt-ice'],
  [224, 'spell-tag'],
  [225, 'twisted-spoon'],
  [226, 'charcoal'],
  [227, 'dragon-fang'],
  [228, 'silk-scarf'],
  [258, 'black-sludge'],
  [272, 'shed-shell'],
];

/** Items the species holds in the wild: none for most. Seeded, for the package does not say. */
export function heldItems({ id, generation }: Species): readonly HeldItem[] {
  const percent = seededFraction(id, 'held item count') * 100;
  const percentiles = ofGeneration(COUNT_PERCENTILES, generation);
  const count = percentiles.filter((atMost) => percent >= atMost).length;
  return [...ITEMS]
    .sort(([a], [b]) => seededHash(id, `held ${a}`) - seededHash(id, `held ${b}`))
    .slice(0, count)
    .sort(([a], [b]) => a - b)
    .map(([itemId, name]) => ({
      item: resource('item', itemId, name),
      version_details: versionDetails(id, generation, itemId),
    }))
    .filter(({ version_details: details }) => details.length > 0);
}

function versionDetails(
  id: number,
  generation: number,
  itemId: number,
): HeldItem['version_details'] {
  const mean = ofGeneration(MEAN_VERSIONS, generation);
  const count = seededInteger(id, `held ${itemId} versions`, 1, 2 * mean - 1);
  const rarity = RARITIES[seededHash(id, `held ${itemId} rarity`) % RARITIES.length] ?? 5;
  return HOLDING_VERSIONS.filter(({ roster }) => typeof roster === 'object' && id <= roster.lastId)
    .slice(0, count)
    .map((version) => ({ rarity, version: resource('version', version.id, version.name) }));
}
