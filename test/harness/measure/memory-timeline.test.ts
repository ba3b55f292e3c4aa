import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addReading,
  createTimeline,
  finishTimeline,
  type TimelineDraft,
} from '../../../harness/measure/memory-timeline.ts';

/** One reading every 10 ms; process 1 is always there, process 2 from the given reading on. */
function record(series: readonly number[], secondFrom = Infinity): TimelineDraft {
  const draft = createTimeline();
  for (const [index, rssBytes] of series.entries()) {
    const processes = new Map([[1, { rssBytes }]]);
    if (index >= secondFrom) processes.set(2, { rssBytes: rssBytes / 2 });
    addReading(draft, { atMs: index * 10, rssBytes, pssBytes: rssBytes / 3, processes });
  }
  return draft;
}

describe('memory timeline', () => {
  it('keeps a short series as it is', () => {
    const { atMs, rssBytes, pssBytes } = finishTimeline(record([3, 9, 6]));
    assert.deepEqual(
      [atMs, rssBytes, pssBytes],
      [
        [0, 10, 20],
        [3, 9, 6],
        [1, 3, 2],
      ],
    );
  });

  it('keeps the peak, the order and the last moment of a series of any length', () => {
    const series = fc.array(fc.nat(1e6), { minLength: 1, maxLength: 2000 });
    fc.assert(
      fc.property(series, (values) => {
        const draft = record(values);
        const { atMs, rssBytes } = finishTimeline(draft);
        assert.ok(atMs.length <= 150 && atMs.length >= Math.min(75, values.length));
        assert.equal(Math.max(...rssBytes), Math.max(...values));
        assert.deepEqual(
          atMs.toSorted((a, b) => a - b),
          atMs,
        );
        assert.equal(atMs.at(-1), (values.length - 1) * 10);
        assert.deepEqual(draft.processes.get(1), rssBytes);
      }),
    );
  });

  it('has a value for each process at each point, 0 before it came', () => {
    const draft = record(new Array<number>(400).fill(8), 200);
    const second = draft.processes.get(2) ?? [];
    assert.equal(second.length, draft.atMs.length);
    for (const [index, atMs] of draft.atMs.entries()) {
      assert.equal(second[index], atMs >= 2000 ? 4 : 0);
    }
  });

  it('has no PSS when one reading had none', () => {
    const draft = record([1, 2]);
    addReading(draft, { atMs: 30, rssBytes: 3, pssBytes: null, processes: new Map() });
    assert.equal(finishTimeline(draft).pssBytes, null);
  });
});
