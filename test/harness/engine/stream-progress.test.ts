import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';

import { StreamProgress } from '../../../harness/engine/stream-progress.ts';
import { completedTrial } from '../../support/run.ts';

const CLEAR = '\r\u001b[K';

/** Progress on a stream that is a terminal or not, and what was written. */
function progressOn(isTTY: boolean, columns = 200) {
  const written: string[] = [];
  const stream = { isTTY, columns, write: (text: string) => written.push(text) };
  let nowMs = 0;
  const progress = new StreamProgress(stream as unknown as NodeJS.WriteStream, () => nowMs);
  const round = (id: string, left: readonly string[]) => {
    progress.doing({ phase: 'rounds', text: `round 1 of 2: ${id}` });
    nowMs += 1000;
    progress.measured(
      { kind: 'trial', trial: completedTrial(id, 0, { wallMs: 1000 + nowMs }) },
      1,
      left,
    );
  };
  return {
    ...{ progress, written, round },
    wait: (seconds: number) => {
      nowMs += 1000 * seconds;
      mock.timers.tick(1000 * seconds);
    },
  };
}

beforeEach(() => {
  mock.timers.enable({ apis: ['setInterval'] });
});
afterEach(() => {
  mock.timers.reset();
});

describe('progress in a file or pipe', () => {
  it('is a line where a phase begins and every ten seconds, without escape codes', () => {
    const { progress, written, wait } = progressOn(false);
    progress.doing({ phase: 'reference run', text: 'reference run' });
    wait(9);
    progress.doing({ phase: 'reference run', text: 'reference run: 5 of 9 items' });
    wait(2);
    progress.doing({ phase: 'rounds', text: 'round 1 of 2: a' });
    progress.doing({ phase: 'rounds', text: 'round 1 of 2: b' });
    progress.end();
    assert.deepEqual(written, [
      ...['reference run\n', 'reference run: 5 of 9 items | 11 s\n', 'round 1 of 2: a\n'],
    ]);
  });

  it('has the medians so far, least first, of the models alone, and the time left', () => {
    const { progress, written, round, wait } = progressOn(false);
    wait(100);
    progress.begin(['b', 'a']);
    for (const id of ['floor', 'a', 'b']) round(id, ['a', 'b', 'floor', 'a']);
    wait(10);
    progress.doing({ phase: 'rounds', text: 'round 2 of 2: a' });
    assert.deepEqual(written, [
      'round 1 of 2: floor\n',
      'round 2 of 2: a | a 103 s, b 104 s | about 4 s left\n',
    ]);
  });

  it('keeps quiet while something is measured', () => {
    const { progress, written, round, wait } = progressOn(false);
    progress.doing({ phase: 'reference run', text: 'reference run' });
    progress.begin([]);
    round('a', ['a']);
    wait(60);
    assert.deepEqual(written, ['reference run\n', 'round 1 of 2: a\n']);
  });
});

describe('progress in a terminal', () => {
  it('rewrites one line, also by itself before measuring begins, and leaves none behind', () => {
    const { progress, written, wait } = progressOn(true);
    progress.doing({ phase: 'loading', text: 'loading' });
    wait(3);
    progress.begin([]);
    progress.end();
    progress.end();
    assert.deepEqual(written, [
      ...['loading', CLEAR, 'loading | 3 s', CLEAR, 'loading | 3 s', CLEAR, 'loading | 3 s', CLEAR],
    ]);
  });

  it('is as wide as the terminal at most', () => {
    const { progress, written } = progressOn(true, 10);
    progress.doing({ phase: 'a', text: '123456789' });
    progress.doing({ phase: 'a', text: '1234567890' });
    progress.end();
    assert.deepEqual(written, ['123456789', CLEAR, '12345678…', CLEAR]);
  });

  it('keeps a note on a line of its own, without what a terminal would obey', () => {
    const { progress, written } = progressOn(true);
    progress.doing({ phase: 'a', text: 'a' });
    progress.note('b\u001b[2J');
    assert.deepEqual(written, ['a', CLEAR, 'b\ufffd[2J\n']);
  });
});
