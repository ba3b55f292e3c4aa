/**
 * Species whose default Pokémon carries the name of its base forme in PokeAPI, as
 * `deoxys-normal` does. Other species have a base forme too but are listed by the plain name.
 */
const NAMED_BY_BASE_FORME = new Set([
  386, 413, 487, 492, 550, 555, 641, 642, 645, 647, 648, 681, 710, 711, 718, 741, 745, 746, 778,
  849, 875, 877, 892, 905, 964, 978, 982,
]);

/** Suffixes of PokeAPI that are not the package's base forme. */
const OTHER_SUFFIXES = new Map([
  [592, 'male'],
  [593, 'male'],
  [668, 'male'],
  [678, 'male'],
  [774, 'red-meteor'],
  [876, 'male'],
  [902, 'male'],
  [916, 'male'],
  [925, 'family-of-four'],
  [931, 'green-plumage'],
]);

/** Names that PokeAPI kept when the games changed theirs. */
const RENAMED_MOVES = new Map([['Vise Grip', 'vice-grip']]);

/** PokeAPI's identifier of a display name: `Mr. Mime` is `mr-mime`, `Nidoran♀` is `nidoran-f`. */
export function slug(displayName: string): string {
  return displayName
    .replace('♀', '-f')
    .replace('♂', '-m')
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .trim()
    .replace(/ +/g, '-');
}

/** Name of the default Pokémon of a species; the base forme is empty where there is none. */
export function pokemonName(id: number, speciesName: string, baseForme: string): string {
  const suffix = NAMED_BY_BASE_FORME.has(id) ? slug(baseForme) : OTHER_SUFFIXES.get(id);
  return suffix === undefined ? slug(speciesName) : `${slug(speciesName)}-${suffix}`;
}

export function moveName(displayName: string): string {
  return RENAMED_MOVES.get(displayName) ?? slug(displayName);
}
