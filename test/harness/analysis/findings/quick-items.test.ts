import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { itemsTooQuick } from '../../../../harness/analysis/findings/quick-items.ts';
import { summarize } from '../../../../harness/analysis/summary.ts';
import { completedTrial, runOf, scenario } from '../../../support/run.ts';

/** Of trials of 1000 items in a second, each of which takes so long without any model. */
function advice(itemMs: number): string {
  const one = scenario('worker-threads');
  const expected = one.expected && { ...one.expected, itemMs: { median: itemMs, max: itemMs } };
  const trial = completedTrial(one.id, 0, { wallMs: 1000 });
  const found = itemsTooQuick.detect(summarize(runOf([{ ...one, expected }], [trial])));
  return found.map((sighting) => sighting.advice).join();
}

describe('items that are too quick', () => {
  it('are many enough with a number that is said, or with none', () => {
    assert.match(advice(0.02), /--items 50000 would be about 1\.00 s of work/);
    assert.match(advice(0.02), /--batch-size 250 makes 4 batches;/);
    assert.match(advice(1e-5), /Even --items 10000000 would be less/);
    assert.equal(advice(0.2), '');
  });
});
