import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { runRound } from '../../../harness/engine/round.ts';
import { completedTrial, failedTrial, invalidTrial, scenario } from '../../support/run.ts';

const ORDER = ['c', 'a', 'b'].map((id) => ({
  scenario: scenario(id),
  modelUrl: '',
  workloadUrl: '',
}));
const never = new AbortController().signal;

describe('runRound', () => {
  it('runs each scenario exactly once, in the given order, one after the other', async () => {
    const calls: [id: string, position: number][] = [];
    let running = 0;
    await runRound(
      ORDER,
      async ({ scenario: { id } }, position) => {
        running += 1;
        assert.equal(running, 1);
        calls.push([id, position]);
        await new Promise(setImmediate);
        running -= 1;
        return completedTrial(id, 0, { wallMs: 1 });
      },
      never,
    );
    assert.deepEqual(calls, [
      ['c', 0],
      ['a', 1],
      ['b', 2],
    ]);
  });

  it('goes on after a trial that failed or was invalid', async () => {
    const calls: string[] = [];
    const trials = [failedTrial('c', 0), invalidTrial('a', 0, 'short'), completedTrial('b', 0, {})];
    await runRound(
      ORDER,
      ({ scenario: { id } }, position) => {
        calls.push(id);
        const trial = trials[position];
        assert.ok(trial);
        return Promise.resolve(trial);
      },
      never,
    );
    assert.deepEqual(calls, ['c', 'a', 'b']);
  });

  it('rethrows a bug, the very error', async () => {
    const bug = new TypeError('x is undefined');
    const round = runRound(
      ORDER,
      ({ scenario: { id } }) =>
        id === 'a' ? Promise.reject(bug) : Promise.resolve(completedTrial(id, 0, {})),
      never,
    );
    await assert.rejects(round, (error) => error === bug);
  });

  it('takes an interruption between two trials for what it is, not for a bug', async () => {
    const interrupt = new AbortController();
    await runRound(
      ORDER,
      () => {
        interrupt.abort();
        // As the launcher does when asked to start a trial after Ctrl-C.
        interrupt.signal.throwIfAborted();
        return Promise.reject(new Error('not reached'));
      },
      interrupt.signal,
    );
    assert.ok(interrupt.signal.aborted);
  });

  it('starts nothing more once aborted', async () => {
    const calls: string[] = [];
    const abort = new AbortController();
    await runRound(
      ORDER,
      ({ scenario: { id } }) => {
        calls.push(id);
        abort.abort();
        return Promise.resolve(failedTrial(id, 0));
      },
      abort.signal,
    );
    assert.deepEqual(calls, ['c']);
  });
});
