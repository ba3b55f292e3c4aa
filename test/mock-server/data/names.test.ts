import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Dex } from '@pkmn/dex';
import fc from 'fast-check';
import { moveName, pokemonName, slug } from '../../../mock-server/data/names.ts';

describe('slug', () => {
  const examples = [
    ['Bulbasaur', 'bulbasaur'],
    ['Nidoran-F', 'nidoran-f'],
    ['Nidoran♀', 'nidoran-f'],
    ['Nidoran♂', 'nidoran-m'],
    ['Farfetch’d', 'farfetchd'],
    ["Farfetch'd", 'farfetchd'],
    ['Mr. Mime', 'mr-mime'],
    ['Mime Jr.', 'mime-jr'],
    ['Ho-Oh', 'ho-oh'],
    ['Porygon-Z', 'porygon-z'],
    ['Flabébé', 'flabebe'],
    ['Type: Null', 'type-null'],
    ['Jangmo-o', 'jangmo-o'],
    ['Tapu Koko', 'tapu-koko'],
    ['50%', '50'],
    ["King's Shield", 'kings-shield'],
  ] as const;
  for (const [displayName, expected] of examples) {
    it(`turns ${displayName} into ${expected}`, () => {
      assert.equal(slug(displayName), expected);
    });
  }

  it('uses nothing but a-z, 0-9 and the hyphen, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        assert.match(slug(text), /^[a-z0-9-]*$/);
      }),
    );
  });

  it('leaves its own results as they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        assert.equal(slug(slug(text)), slug(text));
      }),
    );
  });

  it('keeps all species of the package apart', () => {
    const names = Dex.species.all().map(({ name }) => name);
    assert.equal(new Set(names.map(slug)).size, names.length);
  });
});

/** Names of PokeAPI that are not the slug of the species, by National Dex number. */
const SUFFIXED = new Map([
  [386, 'deoxys-normal'],
  [413, 'wormadam-plant'],
  [487, 'giratina-altered'],
  [492, 'shaymin-land'],
  [550, 'basculin-red-striped'],
  [555, 'darmanitan-standard'],
  [592, 'frillish-male'],
  [593, 'jellicent-male'],
  [641, 'tornadus-incarnate'],
  [642, 'thundurus-incarnate'],
  [645, 'landorus-incarnate'],
  [647, 'keldeo-ordinary'],
  [648, 'meloetta-aria'],
  [668, 'pyroar-male'],
  [678, 'meowstic-male'],
  [681, 'aegislash-shield'],
  [710, 'pumpkaboo-average'],
  [711, 'gourgeist-average'],
  [718, 'zygarde-50'],
  [741, 'oricorio-baile'],
  [745, 'lycanroc-midday'],
  [746, 'wishiwashi-solo'],
  [774, 'minior-red-meteor'],
  [778, 'mimikyu-disguised'],
  [849, 'toxtricity-amped'],
  [875, 'eiscue-ice'],
  [876, 'indeedee-male'],
  [877, 'morpeko-full-belly'],
  [892, 'urshifu-single-strike'],
  [902, 'basculegion-male'],
  [905, 'enamorus-incarnate'],
  [916, 'oinkologne-male'],
  [925, 'maushold-family-of-four'],
  [931, 'squawkabilly-green-plumage'],
  [964, 'palafin-zero'],
  [978, 'tatsugiri-curly'],
  [982, 'dudunsparce-two-segment'],
]);

describe('the name of a default Pokémon', () => {
  const species = Dex.species.all().filter(({ num, forme }) => num > 0 && forme === '');

  it('carries a suffix for exactly the species that PokeAPI gives one', () => {
    const suffixed = species
      .map(({ num, name, baseForme }) => [num, name, pokemonName(num, name, baseForme)] as const)
      .filter(([, displayName, name]) => name !== slug(displayName))
      .map(([num, , name]) => [num, name] as const)
      .sort(([a], [b]) => a - b);
    assert.deepEqual(suffixed, [...SUFFIXED]);
  });

  it('is not the base forme for the many species that merely have one', () => {
    assert.equal(pokemonName(201, 'Unown', 'A'), 'unown');
    assert.equal(pokemonName(669, 'Flabébé', 'Red'), 'flabebe');
  });
});

describe('the name of a move', () => {
  it('is the slug, but for the one PokeAPI did not rename', () => {
    assert.equal(moveName('Vise Grip'), 'vice-grip');
    assert.equal(moveName('U-turn'), 'u-turn');
    assert.equal(moveName('Will-O-Wisp'), 'will-o-wisp');
  });
});
