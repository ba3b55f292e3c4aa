import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { METRICS } from '../../results/metrics.ts';

describe('METRICS', () => {
  it('names the unit of each metric in its name', () => {
    for (const [name, { unit }] of Object.entries(METRICS)) {
      assert.equal(name.endsWith('Ms'), unit === 'ms', name);
      assert.equal(name.endsWith('Bytes'), unit === 'bytes', name);
    }
  });

  it('has no two metrics with one heading', () => {
    const titles = Object.values(METRICS).map(({ title }) => title);
    assert.equal(new Set(titles).size, titles.length);
  });
});
