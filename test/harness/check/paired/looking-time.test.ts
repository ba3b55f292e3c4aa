import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { isRecalled, lookedMs } from '../../../../harness/check/paired/looking-time.ts';
import type { RunFile } from '../../../../results/format.ts';
import { failedLaunch } from '../../../support/live-run.ts';
import { completedTrial, runOf, scenario } from '../../../support/run.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();

/** Trials and launches that began in these minutes, of a run that was resumed after so many of each. */
function runAt(
  trials: readonly number[],
  launches: readonly number[],
  ...resumptions: readonly (readonly [trials: number, launches: number])[]
): RunFile {
  return runOf(
    [scenario('m')],
    trials.map((minute) => ({ ...completedTrial('m', 0, {}), startedAt: at(minute) })),
    {
      launches: launches.map((minute) => ({ ...failedLaunch(0, 'm'), startedAt: at(minute) })),
      resumptions: resumptions.map(([count, launched]) => {
        return { at: at(0), trials: count, launches: launched };
      }),
    },
  );
}

describe('the time for looking of a check', () => {
  it('counts as none where the check was not resumed', () => {
    assert.equal(lookedMs(runAt([1, 2], [5])), 0);
    assert.equal(isRecalled(runAt([1, 2], [5])), false);
  });

  it('is that of each part, from its first record to its last, without what lies between parts', () => {
    const run = runAt([0, 1, 60, 200], [3, 62, 65], [2, 1], [3, 3]);
    assert.equal(lookedMs(run), (3 + 5) * 60_000);
  });

  it('is none of a part without records', () => {
    assert.equal(lookedMs(runAt([], [], [0, 0])), 0);
  });

  it('lies in the records until all of them are there', () => {
    assert.equal(isRecalled(runAt([0], [3], [2, 1])), true);
    assert.equal(isRecalled(runAt([0, 1], [], [2, 1])), true);
    assert.equal(isRecalled(runAt([0, 1], [3], [2, 1])), false);
  });
});
