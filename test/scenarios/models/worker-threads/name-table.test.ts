import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import fc from 'fast-check';

import { openNames, packNames } from '../../../../scenarios/models/worker-threads/name-table.ts';

describe('name table', () => {
  it('gives back every well-formed name at its index', () => {
    // Every code point that UTF-8 has.
    const name = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(fc.array(name), (names) => {
        const table = openNames(packNames(names));
        assert.equal(table.length, names.length);
        assert.deepEqual(
          names.map((_, index) => table.at(index)),
          names,
        );
      }),
    );
  });

  it('keeps a byte order mark, which is a character of the name', () => {
    assert.equal(openNames(packNames(['\uFEFFmew'])).at(0), '\uFEFFmew');
  });

  it('refuses an index outside the table', () => {
    const table = openNames(packNames(['bulbasaur', 'mew']));
    for (const index of [-1, 2, 0.5]) assert.throws(() => table.at(index), RangeError);
  });
});
