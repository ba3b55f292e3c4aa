import type { SpriteTree } from './document.ts';
import { ofGeneration } from './generations.ts';
import { seededChance } from './seeded.ts';
import type { Species } from './species.ts';
import { inScarletViolet } from './version-groups.ts';

/** One folder of images: where its addresses stand in the document and which Pokémon it has. */
interface SpriteSet {
  readonly at: readonly string[];
  readonly views: readonly string[];
  readonly extension: 'png' | 'gif' | 'svg';
  readonly shows: (species: Species) => boolean;
}

const SPRITES_URL = 'https://raw.githubusercontent.com/PokeAPI/sprites/master/sprites/pokemon';

const FRONT = ['front_default', 'front_shiny'];
const BOTH = ['back_default', 'back_shiny', ...FRONT];
const ICON = ['front_default', 'front_female'];
const FRONT_FEMALE = ['front_default', 'front_female', 'front_shiny', 'front_shiny_female'];
const BOTH_FEMALE = [
  'back_default',
  'back_female',
  'back_shiny',
  'back_shiny_female',
  ...FRONT_FEMALE,
];
const GRAY = [
  'back_default',
  'back_gray',
  'back_transparent',
  'front_default',
  'front_gray',
  'front_transparent',
];
const GOLD = [...BOTH, 'front_transparent'];
const CRYSTAL = [
  'back_default',
  'back_shiny',
  'back_shiny_transparent',
  'back_transparent',
  'front_default',
  'front_shiny',
  'front_shiny_transparent',
  'front_transparent',
];

/** Percent of each generation for which females look different. */
const GENDER_DIFFERENCE_PERCENT = [15, 22, 13, 29, 2, 3, 0, 1, 1];
const ANIMATED_PERCENT = [100, 100, 100, 100, 100, 0, 78, 60, 0];
const DREAM_WORLD_PERCENT = [100, 100, 100, 100, 100, 79, 62, 57, 100];
const SHOWDOWN_PERCENT = [100, 100, 100, 100, 100, 100, 100, 100, 88];

const BLACK_WHITE = ['versions', 'generation-v', 'black-white'];
/** PokeAPI has images in the style of Black and White of every Pokémon, but no backs after this. */
const LAST_BLACK_WHITE_BACK = 905;

/** PokeAPI has no animated backs of shiny females from Showdown. */
const SHOWDOWN = ['other', 'showdown'];
const NOT_IN_SHOWDOWN = 'back_shiny_female';

const all = () => true;
const upTo = (lastId: number) => (species: Species) => species.id <= lastId;
const share =
  (salt: string, percents: readonly number[]) =>
  ({ id, generation }: Species) =>
    seededChance(id, salt, ofGeneration(percents, generation));
const differsByGender = share('gender differences', GENDER_DIFFERENCE_PERCENT);

const game = (
  generation: string,
  name: string,
  views: readonly string[],
  shows: SpriteSet['shows'],
): SpriteSet => ({
  at: ['versions', `generation-${generation}`, name],
  views,
  extension: 'png',
  shows,
});

const other = (
  name: string,
  views: readonly string[],
  extension: SpriteSet['extension'],
  shows: SpriteSet['shows'],
): SpriteSet => ({ at: ['other', name], views, extension, shows });

/** In the order of the document's keys. */
const SPRITE_SETS: readonly SpriteSet[] = [
  { at: [], views: BOTH_FEMALE, extension: 'png', shows: all },
  other('dream_world', ICON, 'svg', share('dream world', DREAM_WORLD_PERCENT)),
  other('home', FRONT_FEMALE, 'png', all),
  other('official-artwork', FRONT, 'png', all),
  {
    at: SHOWDOWN,
    views: BOTH_FEMALE,
    extension: 'gif',
    shows: share('showdown', SHOWDOWN_PERCENT),
  },
  game('i', 'red-blue', GRAY, upTo(151)),
  game('i', 'yellow', GRAY, upTo(151)),
  game('ii', 'crystal', CRYSTAL, upTo(251)),
  game('ii', 'gold', GOLD, upTo(251)),
  game('ii', 'silver', GOLD, upTo(251)),
  game('iii', 'emerald', FRONT, upTo(386)),
  game('iii', 'firered-leafgreen', BOTH, upTo(151)),
  game('iii', 'ruby-sapphire', BOTH, upTo(386)),
  game('iv', 'diamond-pearl', BOTH_FEMALE, upTo(493)),
  game('iv', 'heartgold-soulsilver', BOTH_FEMALE, upTo(493)),
  game('iv', 'platinum', BOTH_FEMALE, upTo(493)),
  game('ix', 'scarlet-violet', ICON, inScarletViolet),
  {
    at: [...BLACK_WHITE, 'animated'],
    views: BOTH_FEMALE,
    extension: 'gif',
    shows: share('animated', ANIMATED_PERCENT),
  },
  { at: BLACK_WHITE, views: BOTH_FEMALE, extension: 'png', shows: all },
  game('vi', 'omegaruby-alphasapphire', FRONT_FEMALE, upTo(721)),
  game('vi', 'x-y', FRONT_FEMALE, upTo(721)),
  game('vii', 'icons', ICON, upTo(807)),
  game('vii', 'ultra-sun-ultra-moon', FRONT_FEMALE, upTo(807)),
  game('viii', 'brilliant-diamond-shining-pearl', ICON, upTo(493)),
  game('viii', 'icons', ICON, upTo(898)),
];

/** Always the same 124 views; null where there is no image. */
export function sprites(species: Species): SpriteTree {
  const tree: MutableTree = {};
  for (const set of SPRITE_SETS) {
    const shown = set.shows(species);
    const views = set.views.map((view) => {
      const address = shown && hasView(species, set, view) ? url(species.id, set, view) : null;
      return [view, address] as const;
    });
    Object.assign(branch(tree, set.at), Object.fromEntries(views));
  }
  return tree;
}

interface MutableTree {
  [key: string]: string | null | MutableTree;
}

function branch(tree: MutableTree, path: readonly string[]): MutableTree {
  return path.reduce((node, key) => (node[key] ??= {}) as MutableTree, tree);
}

function hasView(species: Species, set: SpriteSet, view: string): boolean {
  if (view.includes('female') && (set.views === ICON || !differsByGender(species))) return false;
  if (set.at === SHOWDOWN && view === NOT_IN_SHOWDOWN) return false;
  const isFanBack = set.at === BLACK_WHITE && view.startsWith('back');
  return !isFanBack || species.id <= LAST_BLACK_WHITE_BACK;
}

function url(id: number, set: SpriteSet, view: string): string {
  const words = view.split('_');
  const variants = ['transparent', 'back', 'gray', 'shiny', 'female'].filter((variant) =>
    words.includes(variant),
  );
  const folders = set.at.map((key) => key.replace('_', '-'));
  return [SPRITES_URL, ...folders, ...variants, `${id}.${set.extension}`].join('/');
}
