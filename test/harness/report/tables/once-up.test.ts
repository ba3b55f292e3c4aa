import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { summarize } from '../../../../harness/analysis/summary.ts';
import { onceUpTable } from '../../../../harness/report/tables/once-up.ts';
import type { RunFile } from '../../../../results/format.ts';
import { failedLaunch, liveRun } from '../../../support/live-run.ts';
import { wholeRun } from '../../../support/whole-run.ts';

function shown(run: RunFile) {
  const { rows, notes } = onceUpTable(summarize(run));
  const byModel = new Map(rows.map(([name, ...cells]) => [name?.value, cells]));
  const value = (model: string) => byModel.get(model)?.map((cell) => cell.value);
  return { value, rows, notes: notes.join('\n') };
}

describe('the table of models that are up', () => {
  it('has a row per model, compared within launches', () => {
    const { value, notes } = shown(liveRun());
    assert.deepEqual(value('child-processes'), [
      ...['435 µs', '696 µs', '1.64x more', '671 µs', '5.9 ms', '1.38x faster'],
    ]);
    assert.equal(value('single-threaded')?.at(-1), 'base');
    assert.match(notes, /^Medians of 8 launches .* their own 95 % confidence intervals\.$/m);
    assert.match(notes, /^In slices of 20 items\. /m);
    assert.match(notes, /^This machine gives 1\.32 \(1\.30-1\.33\) cores' worth to 2 copies/m);
  });

  it('says how the mock server answered, where there was one', () => {
    const answering = (mockLatencyMs: number | null) =>
      shown({
        ...liveRun(),
        launches: liveRun().launches.map((one) =>
          one.status === 'completed' ? { ...one, mockLatencyMs } : one,
        ),
      }).notes;
    assert.match(answering(0), /^The mock server answered without latency/m);
    assert.match(answering(200), /^The mock server answered after 200 ms\.$/m);
    assert.doesNotMatch(answering(null), /mock server/);
  });

  it('calls a range of few launches a range', () => {
    const few = { ...liveRun(), launches: liveRun().launches.slice(0, 4) };
    assert.match(shown(few).notes, /^Medians of 3 launches .* the range: /m);
  });

  it('says why a model has no figures', () => {
    const run = liveRun();
    const failed = failedLaunch(-1, 'worker-threads', 'no pass\nafter 30 s');
    const { value, notes } = shown({ ...run, launches: [failed, ...run.launches] });
    assert.deepEqual(new Set(value('worker-threads')), new Set(['n/a']));
    assert.deepEqual(new Set(value('broken')), new Set(['invalid']));
    assert.match(notes, /^worker-threads, the pilot: failed: no pass\nafter 30 s$/m);
  });

  it('says plainly that a run did not measure it', () => {
    const { rows, notes } = shown(wholeRun());
    assert.deepEqual(rows, []);
    assert.match(notes, /^Not measured: /);
  });
});
