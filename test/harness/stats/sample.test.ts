import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requireSample } from '../../../harness/stats/sample.ts';

test('a sample of finite numbers passes', () => {
  requireSample([0]);
  requireSample([-1.5, 3, 3]);
});

test('an empty sample is refused', () => {
  assert.throws(() => {
    requireSample([]);
  }, RangeError('a sample needs at least one value'));
});

for (const odd of [NaN, Infinity, -Infinity]) {
  test(`a sample with ${odd} is refused, and the message names it`, () => {
    assert.throws(
      () => {
        requireSample([1, odd, 2]);
      },
      { name: 'RangeError', message: new RegExp(String(odd)) },
    );
  });
}
