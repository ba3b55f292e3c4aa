import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { FORMAT_VERSION, runFile } from '../../results/format.ts';
import { wholeRun } from '../support/whole-run.ts';

/** The run with one value changed, read back from JSON as from disk. */
function readWith(change: (run: ReturnType<typeof wholeRun>) => object): boolean {
  const run = wholeRun();
  const changed = { ...run, ...change(run) };
  return runFile.safeParse(JSON.parse(JSON.stringify(changed))).success;
}

describe('runFile', () => {
  it('reads what was written, nothing lost', () => {
    const run = wholeRun();
    assert.deepEqual(runFile.parse(JSON.parse(JSON.stringify(run))), run);
  });

  it('refuses another version, an unknown status, no scenarios', () => {
    assert.ok(readWith(() => ({})));
    assert.ok(!readWith(() => ({ formatVersion: FORMAT_VERSION + 1 })));
    assert.ok(!readWith(() => ({ status: 'done' })));
    assert.ok(!readWith(() => ({ scenarios: [] })));
  });

  it('refuses a metric that is no number, which JSON writes as a word or not at all', () => {
    const withMetric = (value: unknown) =>
      readWith(({ trials }) => ({
        trials: trials.map((trial) => ({ ...trial, metrics: { wallMs: value } })),
      }));
    assert.ok(withMetric(1));
    assert.ok(!withMetric('1'));
  });

  it('refuses an invalid trial without a reason', () => {
    assert.ok(
      !readWith(({ trials }) => ({
        trials: trials.map((trial) => ({ ...trial, reasons: [], status: 'invalid' })),
      })),
    );
  });
});
