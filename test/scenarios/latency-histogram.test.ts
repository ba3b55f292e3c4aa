import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import fc from 'fast-check';

import { latencyQuantile, mergeLatencies } from '../../results/latencies.ts';
import { LatencyHistogram } from '../../scenarios/latency-histogram.ts';

/** 1 µs to 71 minutes, spread evenly over the orders of magnitude. */
const latencyMs = fc.double({ min: Math.log2(0.001), max: 22, noNaN: true }).map((log) => 2 ** log);
const latencies = fc.array(latencyMs, { minLength: 1, maxLength: 300 });
const quantile = fc.double({ min: 0, max: 1, noNaN: true });

function histogramOf(values: readonly number[]) {
  const histogram = new LatencyHistogram();
  for (const value of values) histogram.record(value);
  return histogram.toSparse();
}

/** The smallest value that has at least the share `q` of all at or below it. */
function exactQuantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.find((_, index) => index + 1 >= q * sorted.length) ?? Number.NaN;
}

describe('LatencyHistogram', () => {
  it('gives any quantile within the width of a bucket, 2.2 %', () => {
    fc.assert(
      fc.property(latencies, quantile, (values, q) => {
        const estimate = latencyQuantile(histogramOf(values), q);
        const exact = exactQuantile(values, q);
        assert.ok(estimate !== null);
        assert.ok(Math.abs(estimate / exact - 1) < 0.022, `${estimate} for ${exact}`);
      }),
    );
  });

  it('merged, equals one that recorded all', () => {
    fc.assert(
      fc.property(fc.array(latencies), (parts) => {
        assert.deepEqual(mergeLatencies(parts.map(histogramOf)), histogramOf(parts.flat()));
      }),
    );
  });

  it('counts every value, ascending, without empty buckets', () => {
    fc.assert(
      fc.property(latencies, (values) => {
        const pairs = histogramOf(values);
        const buckets = pairs.map(([bucket]) => bucket);
        assert.deepEqual(
          buckets,
          [...new Set(buckets)].sort((a, b) => a - b),
        );
        assert.ok(pairs.every(([, count]) => count > 0));
        assert.equal(
          pairs.reduce((sum, [, count]) => sum + count, 0),
          values.length,
        );
      }),
    );
  });

  it('puts what is out of range in the first and the last bucket', () => {
    assert.deepEqual(histogramOf([0, 0.0004, 1e12, Infinity]), [
      [0, 2],
      [1023, 2],
    ]);
  });

  it('has no quantile when empty', () => {
    assert.deepEqual(histogramOf([]), []);
    assert.equal(latencyQuantile([], 0.5), null);
  });
});
