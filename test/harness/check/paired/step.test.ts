import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { nextStep, type Step } from '../../../../harness/check/paired/step.ts';
import { STANDARD } from '../../../../harness/check/rule.ts';
import { createRandom, nextFloat } from '../../../../harness/stats/random.ts';
import type { Role, RunFile } from '../../../../results/format.ts';
import { checkOf, inRoles, liveCheckOf, plannedCheck } from '../../../support/check-run.ts';
import { ENVIRONMENT, failedTrial } from '../../../support/run.ts';

const SIDES = ['m@base', 'm@head', 'm@control'];
const BOTH = ['m@base', 'm@head'];
const same = () => ({});
const slower = (role: Role) => (role === 'head' ? { cpuMs: 880 } : {});
const [SAMPLE, CONFIRMATION] = ['sample', 'confirmation'] as const;
/** Too noisy to say anything. */
const noisy = (role: Role, round: number) => ({
  wallMs: 1000 * Math.exp(3 * nextFloat(createRandom(round, role))),
});
const next = (run: RunFile, timeIsUp = false) => nextStep(run, STANDARD, timeIsUp);

describe('nextStep by whole trials alone', () => {
  it('does one round of everything first', () => {
    for (const timeIsUp of [false, true]) {
      const first = step('rounds', 'sample', SIDES, 0, 1);
      assert.deepEqual(next(checkOf(0, same), timeIsUp), first);
    }
  });

  it('goes on to the look from where an interrupted check stopped', () => {
    assert.deepEqual(next(checkOf(3, same)), step('rounds', 'sample', SIDES, 3, 2));
  });

  it('stops when every gated metric has its verdict', () => {
    assert.equal(next(checkOf(5, same)), null);
  });

  it('goes to the next look while one has none, and stops after the last', () => {
    const left = [5, 6, 9, 13, 18, 27, 38].map(
      (rounds) => next(checkOf(rounds, noisy))?.due[0]?.left ?? null,
    );
    assert.deepEqual(left, [1, 3, 4, 5, 9, 11, null]);
  });

  it('leaves out models that are decided', () => {
    const { due } = next(both(checkOf(6, same), checkOf(6, noisy))) ?? assert.fail('no step');
    assert.deepEqual(
      due.map(({ scenarios }) => scenarios),
      [['n@base', 'n@head', 'n@control']],
    );
  });

  it('measures a regression again, without control, until it is confirmed', () => {
    const confirm = (taken: number, left: number) =>
      step('rounds', 'confirmation', BOTH, taken, left);
    assert.deepEqual(next(checkOf(6, slower)), confirm(0, 5));
    const after = (rounds: number) => next(checkOf(rounds, slower, { confirmFrom: 6 }));
    assert.deepEqual(after(9), confirm(3, 2));
    assert.equal(after(11), null);
  });

  it('looks again at fresh rounds that do not show it, and then goes on to the next look', () => {
    const passing = (role: Role, round: number) => (round < 6 ? slower(role) : {});
    const steps = [11, 16, 21].map((rounds) => next(checkOf(rounds, passing, { confirmFrom: 6 })));
    assert.deepEqual(
      steps.map((one) => [one?.phase, one?.due[0]?.left]),
      [
        ['confirmation', 5],
        ['confirmation', 5],
        ['sample', 3],
      ],
    );
  });

  it('confirms what a later look shows by what is measured after it', () => {
    const returning = (role: Role, round: number) => (round < 6 || round >= 21 ? slower(role) : {});
    const refuted = checkOf(21, returning, { confirmFrom: 6 });
    const later = checkOf(29, returning).trials.filter(({ round }) => round >= 21);
    const runTo = (round: number) => ({
      ...refuted,
      trials: [
        ...refuted.trials,
        ...later
          .filter((trial) => trial.round < round)
          .map((trial) => ({ ...trial, phase: trial.round < 24 ? SAMPLE : CONFIRMATION })),
      ],
    });
    assert.deepEqual(next(runTo(24)), step('rounds', CONFIRMATION, BOTH, 15, 5));
    assert.deepEqual(next(runTo(28)), step('rounds', CONFIRMATION, BOTH, 19, 1));
    assert.equal(next(runTo(29)), null);
  });

  it('when the time is up, samples no more but still confirms', () => {
    const run = both(checkOf(6, same), checkOf(6, noisy));
    assert.equal(next(run)?.phase, 'sample');
    assert.equal(next(run, true), null);
    assert.equal(next(checkOf(6, slower), true)?.phase, 'confirmation');
  });

  it('stops at once when the sides cannot be compared', () => {
    const run = checkOf(3, same);
    const broken = { ...run, trials: [...run.trials, failedTrial('m@head', 3)] };
    assert.equal(next(broken), null);
    assert.equal(next(plannedCheck(inRoles(['m'], ['base']))), null);
  });
});

describe('nextStep with launches', () => {
  const noisyCosts = (role: Role, round: number) => ({
    ...{ ms: 1, cpuMs: Math.exp(3 * nextFloat(createRandom(round, role))) },
  });

  it('begins with the pilot after the first round, then goes to the first look', () => {
    const unpiloted = { ...liveCheckOf({ rounds: 1, launches: 0 }), launches: [] };
    assert.deepEqual(next(unpiloted), step('launches', 'warm-up', SIDES, 0, 1));
    const piloted = liveCheckOf({ rounds: 1, launches: 0 });
    assert.deepEqual(next(piloted), step('launches', 'sample', SIDES, 0, 5));
    assert.deepEqual(next(piloted, true), null);
  });

  it('takes the rounds that memory needs once launches are decided, without the control', () => {
    const run = liveCheckOf({ rounds: 1, launches: 5 });
    assert.deepEqual(next(run), step('rounds', 'sample', BOTH, 1, 4));
    assert.equal(next(liveCheckOf({ rounds: 5, launches: 5 })), null);
  });

  it('goes on with launches while they decide nothing', () => {
    const run = liveCheckOf({ rounds: 1, launches: 6 }, noisyCosts);
    assert.deepEqual(next(run), step('launches', 'sample', SIDES, 6, 3));
    const last = liveCheckOf({ rounds: 6, launches: 38 }, noisyCosts);
    assert.equal(next(last), null);
  });

  it('confirms a regression in fresh launches, and ends with it', () => {
    const costs = (role: Role) => ({ ms: 1, cpuMs: role === 'head' ? 1.3 : 1.2 });
    const run = liveCheckOf({ rounds: 1, launches: 6 }, costs);
    assert.deepEqual(next(run), step('launches', 'confirmation', BOTH, 0, 5));
    assert.equal(next(liveCheckOf({ rounds: 1, launches: 6, freshLaunches: 5 }, costs)), null);
  });

  it('is held up by no whole trial, unless it looks worse before red is possible', () => {
    const wall = (share: number) => (role: Role, round: number) => ({
      wallMs: role === 'head' ? 1000 * (1 + share + 0.2 * (round % 3)) : 1000,
    });
    // Of three models red is possible from 7 rounds on.
    const three = (share: number) => {
      const one = liveCheckOf({ rounds: 5, launches: 5 }, undefined, wall(share));
      return both(both(one, liveCheckOf({ rounds: 5, launches: 5 }), 'n'), one, 'o');
    };
    assert.equal(next(three(-0.3)), null);
    assert.deepEqual(next(three(0.3))?.due[0], { scenarios: BOTH, taken: 5, left: 2 });
  });

  it('asks for none where the pilot failed or sides cannot be stopped', () => {
    const run = liveCheckOf({ rounds: 1, launches: 0 });
    const failed = run.launches.map(({ phase, round, startedAt, scenarios }) => ({
      ...{ phase, round, startedAt, scenarios, status: 'failed' as const },
      ...{ scenario: null, message: 'no passes' },
    }));
    const environments = [{ ...ENVIRONMENT, platform: 'darwin arm64' }];
    for (const without of [{ launches: failed }, { launches: [], environments }]) {
      assert.equal(next({ ...run, ...without })?.basis, 'rounds');
    }
  });
});

function step(
  basis: Step['basis'],
  phase: Step['phase'],
  scenarios: readonly string[],
  taken: number,
  left: number,
): Step {
  return { basis, phase, due: [{ scenarios, taken, left }] };
}

/** One run of two checks, the model of the second under another name. */
function both(first: RunFile, second: RunFile, name = 'n'): RunFile {
  const renamed = (id: string) => id.replace('m@', `${name}@`);
  const scenarios = second.scenarios.map((one) => ({
    ...one,
    ...{ id: renamed(one.id), model: name, baseline: one.baseline && renamed(one.baseline) },
  }));
  const trials = second.trials.map((one) => ({ ...one, scenario: renamed(one.scenario) }));
  const launches = second.launches.map((one) => ({
    ...one,
    scenarios: one.scenarios.map(renamed),
  }));
  return {
    ...first,
    scenarios: [...first.scenarios, ...scenarios],
    trials: [...first.trials, ...trials],
    launches: [...first.launches, ...launches],
  };
}
