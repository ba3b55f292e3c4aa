/** Which Pokémon a game has an index number for. */
export type Roster = { readonly lastId: number } | 'sword-shield' | 'scarlet-violet';

export interface Version {
  readonly id: number;
  readonly name: string;
  readonly roster: Roster;
}

const upTo = (lastId: number, firstVersionId: number, names: readonly string[]): Version[] =>
  consecutive({ lastId }, firstVersionId, names);

/** In the order of their ids. PokeAPI has no index numbers for Colosseum (19) and XD (20). */
export const VERSIONS: readonly Version[] = [
  ...upTo(151, 1, ['red', 'blue', 'yellow']),
  ...upTo(251, 4, ['gold', 'silver', 'crystal']),
  ...upTo(386, 7, ['ruby', 'sapphire', 'emerald', 'firered', 'leafgreen']),
  ...upTo(493, 12, ['diamond', 'pearl', 'platinum', 'heartgold', 'soulsilver']),
  ...upTo(649, 17, ['black', 'white']),
  ...upTo(649, 21, ['black-2', 'white-2']),
  ...upTo(721, 23, ['x', 'y', 'omega-ruby', 'alpha-sapphire']),
  ...upTo(802, 27, ['sun', 'moon', 'ultra-sun', 'ultra-moon', 'lets-go-pikachu', 'lets-go-eevee']),
  ...consecutive('sword-shield', 33, [
    'sword',
    'shield',
    'the-isle-of-armor',
    'the-crown-tundra',
    'brilliant-diamond',
    'shining-pearl',
    'legends-arceus',
  ]),
  ...consecutive('scarlet-violet', 40, ['scarlet', 'violet', 'the-teal-mask', 'the-indigo-disk']),
  ...upTo(151, 44, ['red-japan', 'green-japan', 'blue-japan']),
  ...consecutive('scarlet-violet', 47, ['legends-za', 'mega-dimension']),
];

function consecutive(roster: Roster, firstVersionId: number, names: readonly string[]): Version[] {
  return names.map((name, index) => ({ id: firstVersionId + index, name, roster }));
}
