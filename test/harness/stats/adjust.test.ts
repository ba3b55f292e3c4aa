import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import { adjustForFamily } from '../../../harness/stats/adjust.ts';

const PUBLISHED = [
  // pingouin 0.5 manual, pingouin.multicomp (method "holm").
  { p: [0.5, 0.003, 0.32, 0.054, 0.0003], adjusted: [0.64, 0.012, 0.64, 0.162, 0.0015] },
  // stdlib manual, @stdlib/stats/padjust (method "holm").
  { p: [0.319, 0.201, 0.4, 0.374, 0.113], adjusted: [0.957, 0.804, 0.957, 0.957, 0.565] },
  // en.wikipedia.org/wiki/Holm–Bonferroni_method, "Example": at 5 % the first and last are rejected.
  { p: [0.01, 0.04, 0.03, 0.005], adjusted: [0.03, 0.06, 0.06, 0.02] },
];

describe('adjustForFamily', () => {
  for (const { p, adjusted } of PUBLISHED) {
    it(`gives the published values for ${p.join(', ')}`, () => {
      assert.deepEqual(
        adjustForFamily(p).map((value) => Math.round(value * 1e9) / 1e9),
        adjusted,
      );
    });
  }

  it('adjusts one alone by nothing, and none to none', () => {
    assert.deepEqual(adjustForFamily([0.04]), [0.04]);
    assert.deepEqual(adjustForFamily([]), []);
  });

  it("rejects what Holm's steps reject, and never more than 1", () => {
    const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });
    fc.assert(
      fc.property(values, fc.double({ min: 0.001, max: 0.2, noNaN: true }), (p, alpha) => {
        const adjusted = adjustForFamily(p);
        assert.ok(adjusted.every((value) => value <= 1));
        const sorted = p.toSorted((a, b) => a - b);
        const stop = sorted.findIndex((value, index) => (p.length - index) * value > alpha);
        const rejected = stop === -1 ? p.length : stop;
        assert.equal(adjusted.filter((value) => value <= alpha).length, rejected);
      }),
    );
  });
});
