import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ascending } from '../../../harness/stats/ascending.ts';
import { fewestValues, intervalAmong } from '../../../harness/stats/interval.ts';

const POINTS = [3, 1, 4, 10, 5, 9, 2, 6, 8, 7];
const SCORES = POINTS.map(() => 1);

describe('intervalAmong', () => {
  it('takes the narrowest symmetric pair of points that covers enough', () => {
    // Coverages for ten values, (1024 - 2 · (1 + 10 + 45 + …)) / 1024: .998, .979, .891, .656, .246.
    const bounds = [0.998, 0.979, 0.978, 0.9, 0.89, 0.656, 0.3, 0.2].map((confidence) => {
      const { low, high } = intervalAmong(ascending(POINTS), SCORES, confidence);
      return [low, high];
    });
    assert.deepEqual(bounds, [
      [1, 10],
      [1, 10],
      [2, 9],
      [2, 9],
      [3, 8],
      [4, 7],
      [4, 7],
      [5, 6],
    ]);
  });

  it('accepts a confidence that is met exactly', () => {
    assert.equal(intervalAmong(ascending(POINTS), SCORES, 1 - 22 / 1024).low, 2);
  });

  it('reports what the range is worth when even that covers too little', () => {
    assert.deepEqual(intervalAmong(ascending([3, 1, 2]), [1, 1, 1], 0.95), {
      estimate: 2,
      low: 1,
      high: 3,
      coverage: 0.75,
      n: 3,
    });
  });

  for (const confidence of [0, 1, -0.5, 95, NaN]) {
    it(`refuses the confidence ${confidence}`, () => {
      assert.throws(() => intervalAmong(ascending(POINTS), SCORES, confidence), RangeError);
    });
  }
});

describe('fewestValues', () => {
  it('is the smallest sample whose interval reaches the confidence', () => {
    for (const confidence of [0.5, 0.9, 0.95, 1 - 0.05 / 3, 0.99, 1 - 2 ** -9]) {
      const fewest = fewestValues(confidence);
      const coverage = (n: number) =>
        intervalAmong(ascending(POINTS.slice(0, n)), SCORES.slice(0, n), confidence).coverage;
      assert.ok(coverage(fewest) >= confidence, `${confidence}: ${fewest}`);
      assert.ok(coverage(fewest - 1) < confidence, `${confidence}: ${fewest}`);
    }
  });
});
