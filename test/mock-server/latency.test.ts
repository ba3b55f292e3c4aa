import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { latencyOf, resourceOf } from '../../mock-server/latency.ts';

const resources = Array.from({ length: 10_000 }, (_, index) => `/api/v2/pokemon/${index}`);

describe('latencyOf', () => {
  it('is whole milliseconds within the jitter, the same each time', () => {
    const options = fc.record({
      latencyMs: fc.double({ min: 0, max: 60_000, noNaN: true }),
      jitter: fc.double({ min: 0, max: 1, noNaN: true }),
      seed: fc.nat(2 ** 32 - 1),
    });
    fc.assert(
      fc.property(fc.string(), options, (resource, given) => {
        const latency = latencyOf(resource, given);
        const { latencyMs, jitter } = given;
        assert.ok(Number.isInteger(latency));
        assert.ok(latency >= Math.round(latencyMs * (1 - jitter)) && latency >= 0);
        assert.ok(latency <= Math.round(latencyMs * (1 + jitter)));
        assert.equal(latencyOf(resource, given), latency);
      }),
    );
  });

  it('is spread evenly over its range', () => {
    const counts = new Map<number, number>();
    for (const resource of resources) {
      const latency = latencyOf(resource, { latencyMs: 50, jitter: 0.2, seed: 1 });
      counts.set(latency, (counts.get(latency) ?? 0) + 1);
    }
    assert.deepEqual([Math.min(...counts.keys()), Math.max(...counts.keys())], [40, 60]);
    // 20 ms in all: 500 of 10,000 fall on each millisecond, half of that on the two at the ends.
    for (const [latency, count] of counts) {
      const expected = latency === 40 || latency === 60 ? 250 : 500;
      assert.ok(Math.abs(count - expected) < 5 * Math.sqrt(expected), `${count} of ${latency} ms`);
    }
  });

  it('gives neighbouring resources and seeds unrelated latencies', () => {
    const draw = (seed: number) =>
      resources.map((resource) => latencyOf(resource, { latencyMs: 1000, jitter: 1, seed }));
    const first = draw(1);
    assert.ok(Math.abs(correlation(first, draw(2))) < 0.05);
    assert.ok(Math.abs(correlation(first.slice(1), first.slice(0, -1))) < 0.05);
  });

  it('is the middle without jitter, and none at 0', () => {
    assert.equal(latencyOf('/a', { latencyMs: 50, jitter: 0, seed: 7 }), 50);
    assert.equal(latencyOf('/a', { latencyMs: 0, jitter: 1, seed: 7 }), 0);
  });
});

describe('resourceOf', () => {
  it('ignores case, trailing slash and query', () => {
    const same = [
      '/api/v2/pokemon/ditto',
      '/api/v2/pokemon/Ditto/',
      '/api/v2/pokemon/DITTO?x=1',
      '/api/v2/pokemon/ditto/?x=/Y/',
    ];
    assert.deepEqual(same.map(resourceOf), Array(same.length).fill('/api/v2/pokemon/ditto'));
  });
});

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
  const covariance = (xs: readonly number[], ys: readonly number[]) => {
    const [meanX, meanY] = [mean(xs), mean(ys)];
    return mean(xs.map((x, index) => (x - meanX) * ((ys[index] ?? 0) - meanY)));
  };
  return covariance(a, b) / Math.sqrt(covariance(a, a) * covariance(b, b));
}
