import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { readSpecies } from '../../../mock-server/data/stored-species.ts';
import { pokemonMoves } from '../../../mock-server/data/moves.ts';
import type { Species } from '../../../mock-server/data/species.ts';
import { versionGroupsOf } from '../../../mock-server/data/version-groups.ts';

/** Mean entries of a species that is present, in the true dataset. */
const REAL_ENTRIES = new Map([
  ['red-blue', 27.3],
  ['yellow', 27.5],
  ['gold-silver', 36.1],
  ['crystal', 37.0],
  ['ruby-sapphire', 35.9],
  ['emerald', 49.6],
  ['firered-leafgreen', 42.2],
  ['diamond-pearl', 52.4],
  ['platinum', 60.9],
  ['heartgold-soulsilver', 63.5],
  ['black-white', 50.6],
  ['colosseum', 33.4],
  ['xd', 40.3],
  ['black-2-white-2', 61.7],
  ['x-y', 54.2],
  ['omega-ruby-alpha-sapphire', 66.2],
  ['sun-moon', 51.9],
  ['ultra-sun-ultra-moon', 63.7],
  ['lets-go-pikachu-lets-go-eevee', 29.9],
  ['sword-shield', 58.3],
  ['brilliant-diamond-shining-pearl', 50.5],
  ['legends-arceus', 8.0],
  ['scarlet-violet', 62.8],
  ['red-green-japan', 27.3],
  ['blue-japan', 27.5],
  ['champions', 61.7],
]);

let species: readonly Species[];

before(() => {
  species = readSpecies().slice(0, 1000);
});

function present(versionGroup: string): readonly Species[] {
  return species.filter((one) =>
    versionGroupsOf(one).some(({ reference }) => reference.name === versionGroup),
  );
}

function named(name: string): Species {
  const found = species.find((one) => one.name === name);
  assert.ok(found, `there is no ${name}`);
  return found;
}

/** Names of the moves that a tutor of the version group teaches. */
function taught(name: string, versionGroup: string): string[] {
  return pokemonMoves(named(name))
    .filter(({ version_group_details: details }) =>
      details.some(
        ({ version_group: group, move_learn_method: method }) =>
          group.name === versionGroup && method.name === 'tutor',
      ),
    )
    .map(({ move }) => move.name);
}

describe('the presence of species in a version group', () => {
  it('ends with the last number its games know', () => {
    assert.equal(present('red-blue').length, 151);
    assert.equal(present('crystal').length, 251);
    assert.equal(present('sun-moon').at(-1)?.id, 802);
    assert.equal(present('ultra-sun-ultra-moon').at(-1)?.id, 807);
  });

  it('follows the learnsets where the games left species out', () => {
    const swordShield = present('sword-shield').map(({ name }) => name);
    assert.ok(swordShield.includes('pikachu'));
    // Known to be missing from Sword and Shield, the first for good, the second being too new.
    assert.ok(!swordShield.includes('pidgey') && !swordShield.includes('sprigatito'));
    const scarletViolet = present('scarlet-violet').map(({ name }) => name);
    assert.ok(scarletViolet.includes('sprigatito') && !scarletViolet.includes('weedle'));
  });

  it('is in the order of the version groups, and never empty', () => {
    for (const one of species) {
      const ids = versionGroupsOf(one).map(({ id }) => id);
      assert.ok(ids.length > 0, one.name);
      assert.deepEqual(
        ids,
        ids.toSorted((a, b) => a - b),
      );
    }
  });

  it('lets only what is fully evolved and not legendary into Champions', () => {
    const champions = present('champions');
    assert.ok(champions.every(({ isFullyEvolved, isTagged }) => isFullyEvolved && !isTagged));
    // 19 % of the species of the true dataset.
    assert.ok(champions.length > 150 && champions.length < 250, `${champions.length} species`);
  });
});

describe('the entries of a version group', () => {
  it('are as many as the true ones', () => {
    const counts = new Map<string, number>();
    for (const detail of species.flatMap(pokemonMoves).flatMap((m) => m.version_group_details)) {
      const { name } = detail.version_group;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    assert.deepEqual([...counts.keys()].sort(), [...REAL_ENTRIES.keys()].sort());
    for (const [name, real] of REAL_ENTRIES) {
      const ratio = (counts.get(name) ?? 0) / present(name).length / real;
      // The package does not tell which moves Let's Go took over from its generation.
      const tolerance = name === 'lets-go-pikachu-lets-go-eevee' ? 0.2 : 0.04;
      assert.ok(Math.abs(ratio - 1) <= tolerance, `${name}: ${ratio.toFixed(3)} of the true`);
    }
  });

  it('name tutors only for what the tutors of those games teach', () => {
    assert.deepEqual(taught('charizard', 'ruby-sapphire'), []);
    assert.deepEqual(taught('charizard', 'diamond-pearl'), ['blast-burn']);
    assert.deepEqual(taught('charizard', 'x-y'), ['blast-burn', 'fire-pledge']);
    assert.ok(taught('pikachu', 'emerald').includes('thunder-punch'));
    assert.ok(!taught('pikachu', 'firered-leafgreen').includes('thunder-punch'));
    assert.ok(taught('pikachu', 'heartgold-soulsilver').includes('headbutt'));
    assert.ok(!taught('pikachu', 'platinum').includes('headbutt'));
  });
});
