import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { predictedDifference, type RunCentre } from '../../../harness/stats/prediction.ts';

const run = (centre: number, standardError = 0, rounds = 20) => ({ centre, standardError, rounds });

const predict = (earlier: readonly RunCentre[], fresh: RunCentre) =>
  predictedDifference(earlier, fresh, 0.025);

describe('predictedDifference', () => {
  it('gives the textbook interval for one more observation', () => {
    // Mean 3, s = √2.5; half a 95 % interval is t(0.025, 4) s √(1 + 1/5) = 2.776 · 1.581 · 1.095.
    const prediction = predict(
      [1, 2, 3, 4, 5].map((centre) => run(centre)),
      run(7),
    );
    assert.equal(prediction.estimate, 4);
    assert.equal(prediction.degrees, 4);
    assert.equal((prediction.high - 4).toFixed(3), '4.809');
    assert.equal((4 - prediction.low).toFixed(3), '4.809');
  });

  it('adds the error of a new run beyond that of earlier ones, and never takes any away', () => {
    const earlier = [run(1, 0.5), run(3, 0.5)];
    const even = predict(earlier, run(2, 0.5));
    assert.equal(predict(earlier, run(2, 0.1)).standardError, even.standardError);
    const noisy = predict(earlier, run(2, 1.5)).standardError ?? 0;
    assert.ok(Math.abs(noisy ** 2 - ((even.standardError ?? 0) ** 2 + 2)) < 1e-12);
  });

  it('does not take a few rounds that lie close together for exact', () => {
    const earlier = [run(1, 0.5), run(3, 0.5)];
    const short = predict(earlier, run(2, 0.01, 5)).standardError ?? 0;
    const full = predict(earlier, run(2, 0.01, 20)).standardError ?? 0;
    assert.ok(Math.abs(short ** 2 - (full ** 2 + 0.75)) < 1e-12);
  });

  it('knows no spread of one earlier run', () => {
    const prediction = predict([run(1)], run(5));
    assert.equal(prediction.standardError, null);
    assert.deepEqual([prediction.low, prediction.high], [-Infinity, Infinity]);
    assert.deepEqual([prediction.pGreater, prediction.pLess], [1, 1]);
  });

  it('is as sure as can be of a difference from runs without any spread', () => {
    const same = [run(1), run(1), run(1)];
    assert.equal(predict(same, run(1.1)).pGreater, 0);
    assert.equal(predict(same, run(1)).pGreater, 0.5);
  });

  it('refuses to predict from nothing', () => {
    assert.throws(() => predict([], run(NaN)), RangeError);
  });

  it('gives the chance of so large a difference either way', () => {
    const earlier = [1, 2, 3].map((centre) => run(centre));
    // t = 5 / (1 · √(4/3)) = 4.330 at 2 degrees of freedom: p = 0.0247.
    const { pGreater, pLess } = predict(earlier, run(7));
    assert.deepEqual([pGreater.toFixed(4), pLess.toFixed(4)], ['0.0247', '0.9753']);
    assert.equal(predict(earlier, run(-3)).pGreater.toFixed(4), '0.9753');
  });
});
