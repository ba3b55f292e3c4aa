import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { RunFileError } from '../../results/reading.ts';
import { salvageRun } from '../../results/salvage.ts';
import { completedTrial, failedTrial, runOf, scenario } from '../support/run.ts';

// Text that looks like the structure around it.
const HOSTILE = '}]},{"scenario":"a"},"trials":[{';
const RUN = runOf(
  [{ ...scenario('a'), analogue: HOSTILE }],
  [completedTrial('a', 0, {}), failedTrial('a', 1, HOSTILE), completedTrial('a', 2, {})],
  { rounds: 3, warmupRounds: 0 },
);
const TEXT = JSON.stringify(RUN);

/** Where each trial ends in the text. */
const ENDS = RUN.trials.map((trial) => {
  const text = JSON.stringify(trial);
  return TEXT.indexOf(text) + text.length;
});

describe('salvageRun', () => {
  it('reads a whole file, nothing lost', () => {
    assert.deepEqual(salvageRun(`${TEXT}\n`), { run: RUN, loss: null });
  });

  it('reads all whole trials of a file cut short anywhere, and says so', () => {
    for (let length = ENDS[0] ?? 0; length < TEXT.length; length++) {
      const { run, loss } = salvageRun(TEXT.slice(0, length));
      const whole = ENDS.filter((end) => end <= length).length;
      assert.deepEqual(run, { ...RUN, status: 'incomplete', trials: RUN.trials.slice(0, whole) });
      assert.equal(loss, `damaged or cut short: only its first ${whole} trials can be read`);
    }
  });

  it('reads what stands before a tail of zeros', () => {
    assert.equal(salvageRun(`${TEXT.slice(0, -5)}\0\0\0\0\0`).run.trials.length, 2);
  });

  it('refuses a file without a whole trial', () => {
    for (let length = 0; length < (ENDS[0] ?? 0); length += 7) {
      assert.throws(() => salvageRun(TEXT.slice(0, length)), RunFileError);
    }
  });

  it('does not hide damage of another kind', () => {
    assert.throws(() => salvageRun(TEXT.replace('"warmupRounds":', '"round":')), /warmupRounds: .*undefined/);
    assert.throws(() => salvageRun(TEXT.slice(1)), /not JSON/);
  });
});
