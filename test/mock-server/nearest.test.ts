import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { nearest } from '../../mock-server/nearest.ts';

const FLAGS = ['port', 'host', 'latency', 'jitter', 'seed', 'data', 'allow-remote'];

describe('nearest', () => {
  const cases: [string, string | null][] = [
    ['prot', 'port'],
    ['latenzy', 'latency'],
    ['latncy', 'latency'],
    ['lat', 'latency'],
    ['jiter', 'jitter'],
    ['allow_remote', 'allow-remote'],
    ['x', null],
    ['verbose', null],
    ['', null],
  ];
  for (const [word, expected] of cases) {
    it(`takes "${word}" for ${expected ?? 'nothing it knows'}`, () => {
      assert.equal(nearest(word, FLAGS), expected);
    });
  }

  it('has nothing to offer without candidates', () => {
    assert.equal(nearest('port', []), null);
  });

  it('finds every word again after one letter was lost, added, changed or swapped', () => {
    const letter = fc.constantFrom('a', 'e', 'r', 't', 'y');
    const mistake = fc.constantFrom(
      'lose' as const,
      'add' as const,
      'change' as const,
      'swap' as const,
    );
    fc.assert(
      fc.property(fc.constantFrom(...FLAGS), mistake, fc.nat(), letter, (word, kind, at, other) => {
        const index = at % (word.length - 1);
        const [before, after] = [word.slice(0, index), word.slice(index + 1)];
        const first = word.charAt(index);
        const wrong: Readonly<Record<typeof kind, string>> = {
          lose: before + after,
          add: before + other + first + after,
          change: before + other + after,
          swap: before + after.charAt(0) + first + after.slice(1),
        };
        const offered = nearest(wrong[kind], FLAGS);
        // "ort" is as near to "port" as "hort" to both, so these two may stand for each other.
        const expected = word === 'port' || word === 'host' ? ['port', 'host'] : [word];
        assert.ok(offered !== null && expected.includes(offered), `${wrong[kind]}: ${offered}`);
      }),
    );
  });
});
