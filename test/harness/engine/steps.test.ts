import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { SILENT } from '../../../harness/engine/progress.ts';
import { grown } from '../../../harness/engine/run-file.ts';
import { type GrowingRun, type Runners, runSteps } from '../../../harness/engine/steps.ts';
import type { Round, Scheduler } from '../../../harness/engine/scheduler.ts';
import type { Ending } from '../../../results/format.ts';
import { completedTrial, failedTrial, invalidTrial, runOf, scenario } from '../../support/run.ts';

const ORDER = ['c', 'a', 'b'];
const never = new AbortController().signal;

function round(number: number): Round {
  return { kind: 'round', phase: 'sample', round: number, order: ORDER, after: [] };
}

function oneRound(): Scheduler {
  return function* () {
    yield round(0);
    return null;
  };
}

function growingRun(): GrowingRun {
  let run = runOf(
    ORDER.map((id) => scenario(id)),
    [],
  );
  return {
    get run() {
      return run;
    },
    recall: () => false,
    add(what) {
      run = grown(run, what);
      return Promise.resolve();
    },
  };
}

function runOnce(
  runOne: Runners['trial'],
  { scheduler = oneRound(), growing = growingRun(), signal = never } = {},
): Promise<Ending | null> {
  const unasked = () => Promise.reject(new Error('not asked for'));
  const runners = { trial: runOne, launch: unasked, capacity: unasked };
  return runSteps(scheduler, runners, growing, { progress: SILENT, signal });
}

describe('runSteps', () => {
  it('runs each scenario exactly once, in the given order, one after the other', async () => {
    const calls: [id: string, position: number][] = [];
    let running = 0;
    await runOnce(async (id, { position }) => {
      running += 1;
      assert.equal(running, 1);
      calls.push([id, position]);
      await new Promise(setImmediate);
      running -= 1;
      return completedTrial(id, 0, { wallMs: 1 });
    });
    assert.deepEqual(calls, [
      ['c', 0],
      ['a', 1],
      ['b', 2],
    ]);
  });

  it('goes on after a trial that failed or was invalid, and keeps all of them', async () => {
    const growing = growingRun();
    const trials = [failedTrial('c', 0), invalidTrial('a', 0, 'short'), completedTrial('b', 0, {})];
    const trialAt = (position: number) => {
      const trial = trials[position];
      assert.ok(trial);
      return Promise.resolve(trial);
    };
    await runOnce((_, { position }) => trialAt(position), { growing });
    assert.deepEqual(growing.run.trials, trials);
  });

  it('hands the scheduler the run as it was before the first trial and after each round', async () => {
    const seen: number[] = [];
    const scheduler: Scheduler = function* (run) {
      seen.push(run.trials.length);
      seen.push((yield round(0)).trials.length);
      seen.push((yield round(1)).trials.length);
      return 'decided';
    };
    const ending = await runOnce(
      (id, place) => Promise.resolve(completedTrial(id, place.round, {})),
      { scheduler },
    );
    assert.deepEqual([seen, ending], [[0, 3, 6], 'decided']);
  });

  it('injects into the scenarios that the scheduler names, and into no other', async () => {
    const injection = { kind: 'wall', ms: 5 } as const;
    const scheduler: Scheduler = function* () {
      yield { ...round(0), injections: new Map([['a', injection]]) };
      return null;
    };
    const injected: unknown[] = [];
    await runOnce(
      (id, _, given) => {
        injected.push(given);
        return Promise.resolve(completedTrial(id, 0, {}));
      },
      { scheduler },
    );
    assert.deepEqual(injected, [null, injection, null]);
  });

  it('runs nothing where the scheduler refuses the run', async () => {
    const scheduler: Scheduler = function* () {
      yield* [];
      throw new TypeError('refused');
    };
    const runOne = () => Promise.reject(new Error('not reached'));
    await assert.rejects(runOnce(runOne, { scheduler }), { message: 'refused' });
  });

  it('rethrows a bug, the very error', async () => {
    const bug = new TypeError('x is undefined');
    const rounds = runOnce((id) =>
      id === 'a' ? Promise.reject(bug) : Promise.resolve(completedTrial(id, 0, {})),
    );
    await assert.rejects(rounds, (error) => error === bug);
  });

  it('starts nothing more once aborted, and keeps no trial that the abort ended', async () => {
    const calls: string[] = [];
    const abort = new AbortController();
    const growing = growingRun();
    await runOnce(
      (id) => {
        calls.push(id);
        abort.abort();
        return Promise.resolve(failedTrial(id, 0));
      },
      { growing, signal: abort.signal },
    );
    assert.deepEqual([calls, growing.run.trials], [['c'], []]);
  });
});
