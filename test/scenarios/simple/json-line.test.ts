import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import fc from 'fast-check';

import { jsonLine } from '../../../scenarios/simple/json-line.ts';

class Point {
  readonly x = 1;
}

const circle: unknown[] = [];
circle.push({ circle });

/** Values that JSON changes or refuses, and how the place and the value are named. */
const REFUSED: readonly (readonly [value: unknown, said: RegExp])[] = [
  [undefined, /^result is undefined,/],
  [{ a: [{ b: undefined }] }, /^result\.a\[0\]\.b is undefined,/],
  // eslint-disable-next-line no-sparse-arrays -- the hole is what is tested
  [[1, , 3], /^result\[1\] is undefined,/],
  [[NaN], /^result\[0\] is NaN,/],
  [-Infinity, /^result is -Infinity,/],
  [{ zero: -0 }, /^result\.zero is -0,/],
  [{ at: new Date(0) }, /^result\.at is of class Date,/],
  [new Map([[1, 2]]), /^result is of class Map,/],
  [new Uint8Array(2), /^result is of class Uint8Array,/],
  [{ point: new Point() }, /^result\.point is of class Point,/],
  [{ toJSON: () => 1 }, /^result\.toJSON is a function,/],
  [Symbol('s'), /^result is a symbol,/],
  [{ big: 7n }, /BigInt/],
  [circle, /circular/],
];

describe('jsonLine', () => {
  it('is the JSON text of a JSON value, on one line', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (given) => {
        // JSON has one zero.
        const value: unknown = JSON.parse(JSON.stringify(given));
        const line = jsonLine(value);
        assert.deepEqual(JSON.parse(line), value);
        assert.ok(!line.includes('\n'));
      }),
    );
    assert.equal(jsonLine({ words: 6, text: 'to\nbe' }), '{"words":6,"text":"to\\nbe"}');
    assert.equal(jsonLine(Object.assign(Object.create(null) as object, { a: 1 })), '{"a":1}');
  });

  for (const [value, said] of REFUSED) {
    it(`refuses what JSON would change: ${said.source}`, () => {
      assert.throws(() => jsonLine(value), { message: said });
    });
  }
});
