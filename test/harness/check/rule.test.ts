import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { confirmationAlpha, looksOf, STANDARD, THOROUGH } from '../../../harness/check/rule.ts';

/** Tests that may be red, of one, three and eleven models. */
const FAMILIES = [5, 15, 55];

describe('looksOf', () => {
  it('begins early, and where red is possible first follows from the number of tests', () => {
    assert.deepEqual(
      FAMILIES.map((family) => looksOf(STANDARD, family).map(({ at }) => at)),
      [
        [5, 6, 9, 13, 18, 27, 38],
        [5, 7, 10, 15, 21, 31, 45],
        [5, 9, 13, 19, 27, 40, 58],
      ],
    );
  });

  for (const [name, rule] of Object.entries({ STANDARD, THOROUGH })) {
    it(`gives ${name} errors that add up to what the rule says`, () => {
      for (const family of FAMILIES) {
        const looks = looksOf(rule, family);
        const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0);
        const confirmed = rule.confirmation.looks.map((at) => confirmationAlpha(rule, at) ?? NaN);
        const red = sum(looks.map(({ alpha }) => alpha)) * sum(confirmed);
        assert.ok(Math.abs(red - rule.alpha) < 1e-12, String(red));
        assert.ok(Math.abs(sum(looks.map((one) => one.marginAlpha)) - rule.marginAlpha) < 1e-12);
      }
    });

    it(`lets ${name} be decided at its first looks`, () => {
      for (const family of FAMILIES) {
        const looks = looksOf(rule, family);
        const [early] = looks;
        const red = looks.find(({ alpha }) => alpha > 0);
        assert.ok(2 ** -(early?.at ?? 0) <= (early?.marginAlpha ?? 0));
        assert.ok(family * 2 ** -(red?.at ?? 0) <= (red?.alpha ?? 0));
        const [first = 0] = rule.confirmation.looks;
        assert.ok(2 ** -first <= (confirmationAlpha(rule, first) ?? 0));
      }
    });
  }
});

describe('confirmationAlpha', () => {
  it('is none between two looks', () => {
    assert.deepEqual(
      [4, 6, 20].map((fresh) => confirmationAlpha(STANDARD, fresh)),
      [null, null, null],
    );
  });
});
