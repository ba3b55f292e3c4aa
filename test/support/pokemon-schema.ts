/**
 * The shape of a Pokémon document, written down from PokeAPI's own documents and not from the
 * generator. Objects list their keys in order, `[shape]` is an array, `[shape, null]` is the shape
 * or null, strings name a type.
 */
export type Shape =
  string | readonly [Shape] | readonly [Shape, null] | { readonly [key: string]: Shape };

const REF = { name: 'string', url: 'string' };
const ABILITY = { ability: REF, is_hidden: 'boolean', slot: 'number' };
const STAT = { base_stat: 'number', effort: 'number', stat: REF };
const TYPE = { slot: 'number', type: REF };

const image = (...views: string[]) =>
  Object.fromEntries(views.map((view) => [view, 'string|null']));
const FRONT = image('front_default', 'front_shiny');
const ICON = image('front_default', 'front_female');
const FOUR = image('back_default', 'back_shiny', 'front_default', 'front_shiny');
const GOLD = { ...FOUR, ...image('front_transparent') };
const FEMALE = image('front_default', 'front_female', 'front_shiny', 'front_shiny_female');
const EIGHT = {
  ...image('back_default', 'back_female', 'back_shiny', 'back_shiny_female'),
  ...FEMALE,
};
const GRAY = {
  ...image('back_default', 'back_gray', 'back_transparent'),
  ...image('front_default', 'front_gray', 'front_transparent'),
};
const CRYSTAL = {
  ...image('back_default', 'back_shiny', 'back_shiny_transparent', 'back_transparent'),
  ...image('front_default', 'front_shiny', 'front_shiny_transparent', 'front_transparent'),
};

const SPRITES = {
  ...EIGHT,
  other: { dream_world: ICON, home: FEMALE, 'official-artwork': FRONT, showdown: EIGHT },
  versions: {
    'generation-i': { 'red-blue': GRAY, yellow: GRAY },
    'generation-ii': { crystal: CRYSTAL, gold: GOLD, silver: GOLD },
    'generation-iii': { emerald: FRONT, 'firered-leafgreen': FOUR, 'ruby-sapphire': FOUR },
    'generation-iv': { 'diamond-pearl': EIGHT, 'heartgold-soulsilver': EIGHT, platinum: EIGHT },
    'generation-ix': { 'scarlet-violet': ICON },
    'generation-v': { 'black-white': { animated: EIGHT, ...EIGHT } },
    'generation-vi': { 'omegaruby-alphasapphire': FEMALE, 'x-y': FEMALE },
    'generation-vii': { icons: ICON, 'ultra-sun-ultra-moon': FEMALE },
    'generation-viii': { 'brilliant-diamond-shining-pearl': ICON, icons: ICON },
  },
};

export const POKEMON: Shape = {
  abilities: [ABILITY],
  base_experience: 'number',
  cries: { latest: 'string', legacy: 'string|null' },
  forms: [REF],
  game_indices: [{ game_index: 'number', version: REF }],
  height: 'number',
  held_items: [{ item: REF, version_details: [{ rarity: 'number', version: REF }] }],
  id: 'number',
  is_default: 'boolean',
  location_area_encounters: 'string',
  moves: [
    {
      move: REF,
      version_group_details: [
        {
          level_learned_at: 'number',
          move_learn_method: REF,
          order: 'number|null',
          version_group: REF,
        },
      ],
    },
  ],
  name: 'string',
  order: 'number',
  past_abilities: [{ abilities: [{ ...ABILITY, ability: [REF, null] }], generation: REF }],
  past_stats: [{ generation: REF, stats: [STAT] }],
  past_types: [{ generation: REF, types: [TYPE] }],
  species: REF,
  sprites: SPRITES,
  stats: [STAT],
  types: [TYPE],
  weight: 'number',
};

/** Every path of a shape: `$`, `$.abilities`, `$.abilities[]`, `$.abilities[].ability`, … */
export function shapePaths(shape: Shape, path = '$'): string[] {
  if (typeof shape === 'string') return [path];
  if (isTuple(shape) && shape.length === 2) return shapePaths(shape[0], path);
  const children = isTuple(shape)
    ? shapePaths(shape[0], `${path}[]`)
    : Object.entries(shape).flatMap(([key, child]) => shapePaths(child, `${path}.${key}`));
  return [path, ...children];
}

/** Every path of a value, once. */
export function valuePaths(value: unknown, path = '$', found = new Set<string>()): Set<string> {
  found.add(path);
  if (Array.isArray(value)) for (const item of value) valuePaths(item, `${path}[]`, found);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) valuePaths(child, `${path}.${key}`, found);
  }
  return found;
}

/** Where a value differs from a shape: a type, a missing or extra key, or the order of keys. */
export function differences(value: unknown, shape: Shape, path = '$'): string[] {
  if (typeof shape === 'string') {
    const type = value === null ? 'null' : typeof value;
    return shape.split('|').includes(type) ? [] : [`${path} is ${type}, not ${shape}`];
  }
  if (isTuple(shape)) {
    if (shape.length === 2) return value === null ? [] : differences(value, shape[0], path);
    if (!Array.isArray(value)) return [`${path} is no array`];
    return value.flatMap((item) => differences(item, shape[0], `${path}[]`));
  }
  if (typeof value !== 'object' || value === null) return [`${path} is no object`];
  const [keys, expected] = [Object.keys(value).join(), Object.keys(shape).join()];
  if (keys !== expected) return [`${path} has the keys ${keys}, not ${expected}`];
  return Object.entries(shape).flatMap(([key, child]) =>
    differences((value as Record<string, unknown>)[key], child, `${path}.${key}`),
  );
}

function isTuple(shape: Shape): shape is readonly [Shape] | readonly [Shape, null] {
  return Array.isArray(shape);
}
