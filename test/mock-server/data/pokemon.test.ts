import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { Dex } from '@pkmn/dex';
import type { NamedResource, Pokemon, PokemonMove } from '../../../mock-server/data/document.ts';
import { pokemonOf } from '../../../mock-server/data/pokemon.ts';
import { readSpecies } from '../../../mock-server/data/stored-species.ts';
import { POKEMON, differences, shapePaths, valuePaths } from '../../support/pokemon-schema.ts';

const API = 'https://pokeapi.co/api/v2';
const SPRITES = 'https://raw.githubusercontent.com/PokeAPI/sprites/master/sprites/pokemon';

let pokemon: readonly Pokemon[];

before(() => {
  pokemon = readSpecies().map((species) => pokemonOf(species, 10_001));
});

describe('the schema', () => {
  it('has the 266 paths of the true documents', () => {
    assert.equal(shapePaths(POKEMON).length, 266);
  });

  it('is kept by every document: keys, their order and types', () => {
    for (const document of pokemon) {
      assert.deepEqual(differences(document, POKEMON), [], document.name);
    }
  });

  it('is used to its last path, and all but the three lists of the past and held items always', () => {
    const paths = pokemon.map((document) => valuePaths(document));
    const seen = shapePaths(POKEMON).filter((path) => paths.some((found) => found.has(path)));
    const always = shapePaths(POKEMON).filter((path) => paths.every((found) => found.has(path)));
    const canBeMissing = /^\$\.(held_items|past_\w+)\[\]/;
    assert.deepEqual(seen, shapePaths(POKEMON));
    assert.deepEqual(
      always,
      shapePaths(POKEMON).filter((path) => !canBeMissing.test(path)),
    );
  });
});

describe('every document', () => {
  it('has the types of the package, in slots, with the ids of PokeAPI', () => {
    const ids = new Map(
      'normal fighting flying poison ground rock bug ghost steel fire water grass electric psychic ice dragon dark fairy'
        .split(' ')
        .map((type, index) => [type, index + 1]),
    );
    for (const entry of Dex.species.all().filter(({ num, forme }) => num > 0 && forme === '')) {
      const expected = entry.types.map((displayName, index) => {
        const name = displayName.toLowerCase();
        return { slot: index + 1, type: { name, url: `${API}/type/${ids.get(name) ?? ''}/` } };
      });
      assert.deepEqual(pokemon[entry.num - 1]?.types, expected, entry.name);
    }
  });

  it('has moves, in the order of their ids and each once', () => {
    for (const { name, moves } of pokemon) {
      const ids = moves.map(({ move }) => idOf(move));
      assert.ok(ids.length > 0, name);
      assert.deepEqual(
        ids,
        [...new Set(ids)].sort((a, b) => a - b),
        name,
      );
    }
  });

  it('has the entries of a move in the order of the games, none twice', () => {
    for (const { name, moves } of pokemon) {
      for (const { move, version_group_details: details } of moves) {
        const groups = details.map(({ version_group: group }) => idOf(group));
        const sorted = groups.toSorted((a, b) => a - b);
        assert.deepEqual(groups, sorted, `${name}: ${move.name}`);
        const entries = learned(name, move.name);
        assert.equal(new Set(entries).size, entries.length, `${name}: ${move.name}`);
      }
    }
  });

  it('tells a level for level-up alone, and an order from 1 to 4 for some of it', () => {
    for (const { version_group_details: details } of pokemon.flatMap(({ moves }) => moves)) {
      for (const { level_learned_at: level, move_learn_method: method, order } of details) {
        if (method.name !== 'level-up') assert.deepEqual([level, order], [0, null]);
        assert.ok(level >= 0 && level <= 100);
        assert.ok(order === null || (order >= 1 && order <= 4));
      }
    }
  });

  it('has cries, forms and images of its own', () => {
    for (const { id, name, cries, forms, sprites } of pokemon) {
      assert.equal(cries.legacy === null, id > 649, name);
      assert.equal(forms[0]?.url, `${API}/pokemon-form/${id}/`);
      assert.equal(sprites['front_default'], `${SPRITES}/${id}.png`);
      assert.equal(
        sprites['back_female'] === null,
        sprites['front_shiny_female'] === null,
        'females look different in all views or in none',
      );
    }
  });
});

describe('known Pokémon', () => {
  it('have their id, name and types', () => {
    const known = [
      [1, 'bulbasaur', 'grass poison'],
      [6, 'charizard', 'fire flying'],
      [29, 'nidoran-f', 'poison'],
      [83, 'farfetchd', 'normal flying'],
      [122, 'mr-mime', 'psychic fairy'],
      [250, 'ho-oh', 'fire flying'],
      [386, 'deoxys-normal', 'psychic'],
      [474, 'porygon-z', 'normal'],
      [669, 'flabebe', 'fairy'],
      [772, 'type-null', 'normal'],
      [1025, 'pecharunt', 'poison ghost'],
    ] as const;
    for (const [id, name, types] of known) {
      const document = named(name);
      assert.equal(document.id, id);
      assert.equal(document.types.map(({ type }) => type.name).join(' '), types);
    }
  });

  it('keep the plain name for their species', () => {
    const { name, species, forms } = named('deoxys-normal');
    assert.deepEqual(species, { name: 'deoxys', url: `${API}/pokemon-species/386/` });
    assert.deepEqual([name, forms[0]?.name], ['deoxys-normal', 'deoxys-normal']);
  });

  it('have the abilities and base stats of today', () => {
    const { abilities, stats, weight, base_experience: experience } = named('bulbasaur');
    assert.deepEqual(abilities, [
      { ability: ref('ability', 65, 'overgrow'), is_hidden: false, slot: 1 },
      { ability: ref('ability', 34, 'chlorophyll'), is_hidden: true, slot: 3 },
    ]);
    assert.deepEqual(
      stats.map((stat) => stat.base_stat),
      [45, 49, 49, 65, 65, 45],
    );
    assert.deepEqual([weight, experience], [69, 64]);
  });

  it('have the types, stats and abilities of the past', () => {
    assert.deepEqual(named('clefairy').past_types, [
      {
        generation: ref('generation', 5, 'generation-v'),
        types: [{ slot: 1, type: ref('type', 1, 'normal') }],
      },
    ]);
    const special = { base_stat: 48, effort: 0, stat: ref('stat', 9, 'special') };
    const generation = ref('generation', 1, 'generation-i');
    assert.deepEqual(named('ditto').past_stats, [{ generation, stats: [special] }]);
    assert.deepEqual(named('ditto').past_abilities, [
      {
        abilities: [{ ability: null, is_hidden: true, slot: 3 }],
        generation: ref('generation', 4, 'generation-iv'),
      },
    ]);
    const levitate = { ability: ref('ability', 26, 'levitate'), is_hidden: false, slot: 1 };
    assert.deepEqual(named('gengar').past_abilities, [
      { abilities: [levitate], generation: ref('generation', 6, 'generation-vi') },
    ]);
  });

  it('tell of the past for as many Pokémon as PokeAPI does', () => {
    assert.equal(pokemon.filter((document) => document.past_types.length > 0).length, 24);
    for (const { id, past_stats: past } of pokemon) {
      assert.equal(past[0]?.generation.name === 'generation-i', id <= 151);
    }
  });

  it('learn their moves by the true methods', () => {
    assert.deepEqual(learned('ditto', 'transform').slice(0, 3), [
      'red-blue level-up 1',
      'yellow level-up 1',
      'gold-silver level-up 1',
    ]);
    assert.deepEqual(learned('pikachu', 'mega-punch'), [
      'red-blue machine 0',
      'yellow machine 0',
      'emerald tutor 0',
      'firered-leafgreen tutor 0',
      'sword-shield machine 0',
      'red-green-japan machine 0',
      'blue-japan machine 0',
    ]);
  });

  it('have images where the games have them', () => {
    const { sprites } = named('ditto');
    assert.deepEqual(at(sprites, 'versions', 'generation-ii', 'crystal'), {
      back_default: `${SPRITES}/versions/generation-ii/crystal/back/132.png`,
      back_shiny: `${SPRITES}/versions/generation-ii/crystal/back/shiny/132.png`,
      back_shiny_transparent: `${SPRITES}/versions/generation-ii/crystal/transparent/back/shiny/132.png`,
      back_transparent: `${SPRITES}/versions/generation-ii/crystal/transparent/back/132.png`,
      front_default: `${SPRITES}/versions/generation-ii/crystal/132.png`,
      front_shiny: `${SPRITES}/versions/generation-ii/crystal/shiny/132.png`,
      front_shiny_transparent: `${SPRITES}/versions/generation-ii/crystal/transparent/shiny/132.png`,
      front_transparent: `${SPRITES}/versions/generation-ii/crystal/transparent/132.png`,
    });
    assert.deepEqual(at(sprites, 'other', 'dream_world'), {
      front_default: `${SPRITES}/other/dream-world/132.svg`,
      front_female: null,
    });
    const absent = at(named('gholdengo').sprites, 'versions', 'generation-i', 'yellow');
    assert.deepEqual([...new Set(Object.values(absent as object))], [null]);
  });

  it('have no image of the back of a shiny female from Showdown', () => {
    const views = (view: string) =>
      pokemon.map(({ sprites }) => at(sprites, 'other', 'showdown', view));
    assert.ok(views('back_female').some((image) => image !== null));
    assert.ok(views('back_shiny_female').every((image) => image === null));
  });
});

function named(name: string): Pokemon {
  const found = pokemon.find((document) => document.name === name);
  assert.ok(found, `there is no ${name}`);
  return found;
}

function learned(name: string, move: string): string[] {
  const found = named(name).moves.find((entry: PokemonMove) => entry.move.name === move);
  return (found?.version_group_details ?? []).map(
    (detail) =>
      `${detail.version_group.name} ${detail.move_learn_method.name} ${detail.level_learned_at}`,
  );
}

function at(tree: unknown, ...path: string[]): unknown {
  return path.reduce((node, key) => (node as Record<string, unknown>)[key], tree);
}

function ref(endpoint: string, id: number, name: string): NamedResource {
  return { name, url: `${API}/${endpoint}/${id}/` };
}

function idOf({ url }: NamedResource): number {
  return Number(url.split('/').at(-2));
}
