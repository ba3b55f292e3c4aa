import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import {
  type Measured,
  type Progress,
  streamProgress,
  timeLeft,
} from '../../../harness/engine/progress.ts';
import type { TrialRecord } from '../../../results/format.ts';
import { completedTrial, failedTrial, invalidTrial } from '../../support/run.ts';

function trialOf(trial: TrialRecord): Measured {
  return { kind: 'trial', trial };
}

/** So many trials to come. */
function left(count: number): readonly string[] {
  return Array.from({ length: count }, () => 'a');
}

/** Progress on a stream that is a terminal or not, one second a trial, and what was written. */
function progressOn(isTTY: boolean): {
  progress: Progress;
  written: string[];
  trial: () => void;
  wait: (seconds: number) => void;
} {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) };
  let nowMs = 0;
  let done = 0;
  const progress = streamProgress(stream as unknown as NodeJS.WriteStream, () => nowMs);
  return {
    progress,
    written,
    wait(seconds) {
      nowMs += 1000 * seconds;
    },
    trial() {
      nowMs += 1000;
      done += 1;
      progress.measured(trialOf(completedTrial('a', 0, {})), done, left(40 - done));
    },
  };
}

describe('progress in a file or pipe', () => {
  it('is a line per tenth with the time left, without escape codes', () => {
    const { progress, written, trial } = progressOn(false);
    for (let i = 0; i < 40; i++) trial();
    progress.end();
    assert.equal(written.length, 10);
    assert.equal(written[0], 'measured 4/40, about 36 s left\n');
    assert.equal(written[9], 'measured 40/40, about 0 s left\n');
    assert.ok(!written.join('').includes('\u001b') && !written.join('').includes('\r'));
  });

  it('counts the time from the first trial, not from what came before', () => {
    const { progress, written, trial, wait } = progressOn(false);
    wait(100);
    progress.begin();
    for (let i = 0; i < 4; i++) trial();
    assert.deepEqual(written, ['measured 4/40, about 36 s left\n']);
  });

  it('knows a slow scenario from the first round on', () => {
    const { progress, written, wait } = progressOn(false);
    const round = ['fast', 'slow'];
    wait(1);
    progress.measured(trialOf(completedTrial('fast', 0, {})), 1, ['slow', ...round]);
    wait(13);
    progress.measured(trialOf(completedTrial('slow', 0, {})), 2, round);
    assert.deepEqual(written, [
      'measured 1/4, about 3 s left\n',
      'measured 2/4, about 14 s left\n',
    ]);
  });

  it('says at once which trial failed and why', () => {
    const { progress, written } = progressOn(false);
    progress.measured(trialOf(failedTrial('a', 2)), 1, left(39));
    progress.measured(trialOf(invalidTrial('b', 3, 'too few')), 2, left(38));
    assert.deepEqual(written, [
      'a, round 2: failed: killed by SIGSEGV\n',
      'b, round 3: invalid: too few\n',
    ]);
  });
});

describe('progress in a terminal', () => {
  it('rewrites one line, and leaves none behind', () => {
    const { progress, written, trial } = progressOn(true);
    trial();
    trial();
    progress.end();
    assert.deepEqual(written, [
      'measured 1/40, about 39 s left',
      '\r\u001b[K',
      'measured 2/40, about 38 s left',
      '\r\u001b[K',
    ]);
    progress.end();
    assert.equal(written.length, 4);
  });

  it('keeps a failure on a line of its own', () => {
    const { progress, written, trial } = progressOn(true);
    trial();
    progress.measured(trialOf(failedTrial('a', 2)), 2, left(38));
    assert.deepEqual(written.slice(1, 3), [
      '\r\u001b[K',
      'a, round 2: failed: killed by SIGSEGV\n',
    ]);
  });
});

describe('timeLeft', () => {
  it('counts each kind as long as it took, and an unknown one as the mean', () => {
    let nowMs = 100;
    const left = timeLeft(nowMs, () => nowMs);
    const take = (kind: string, ms: number) => {
      nowMs += ms;
      left.ended(kind);
    };
    take('slow', 13_000);
    assert.equal(left.of(['new']), 13_000);
    take('fast', 1000);
    take('fast', 2000);
    assert.equal(left.of(['fast', 'fast', 'slow']), 2 * 1500 + 13_000);
    assert.equal(left.of(['new']), 16_000 / 3);
    assert.equal(left.of([]), 0);
  });
});
