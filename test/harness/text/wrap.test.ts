import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import fc from 'fast-check';

import { longestWord, wrapped, wrappedWithin } from '../../../harness/text/wrap.ts';

const texts = fc.string({ unit: fc.constantFrom(...'abc  1\n'.split('')), maxLength: 60 });
const widths = fc.integer({ min: 1, max: 30 });

describe('a text that is wrapped', () => {
  it('breaks at words, and keeps those that are longer', () => {
    assert.deepEqual(wrapped('one two three', 7), ['one two', 'three']);
    assert.deepEqual(wrapped('a verylongword b', 6), ['a', 'verylongword', 'b']);
    assert.deepEqual(wrapped('', 6), []);
  });

  it('keeps a number with its unit', () => {
    assert.deepEqual(wrapped('took 1.31 s or 5 % of 80 MB', 6), [
      ...['took', '1.31 s', 'or 5 %', 'of', '80 MB'],
    ]);
    assert.deepEqual(wrapped('3 seconds', 5), ['3', 'seconds']);
    assert.equal(longestWord('about 100 ms'), 6);
  });

  it('loses no word, whatever the width', () => {
    fc.assert(
      fc.property(texts, widths, (text, width) => {
        const words = text.split(/\s+/).filter(Boolean);
        assert.deepEqual(wrapped(text, width).join(' ').split(/\s+/).filter(Boolean), words);
        const within = wrappedWithin(text, width);
        assert.ok(within.every((line) => line.length <= width));
        assert.equal(within.join('').replaceAll(' ', ''), words.join(''));
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
