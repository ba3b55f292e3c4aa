import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { judge } from '../../../../harness/check/paired/judge.ts';
import { nextStep } from '../../../../harness/check/paired/step.ts';
import { STANDARD } from '../../../../harness/check/rule.ts';
import { readBudget } from '../../../../harness/engine/budget-flag.ts';
import type { RunFile } from '../../../../results/format.ts';
import { checkOf, liveCheckOf } from '../../../support/check-run.ts';

function withBudgets(run: RunFile, ...texts: readonly string[]): RunFile {
  return { ...run, schedule: { ...run.schedule, budgets: texts.map(readBudget) } };
}

/** Two sides whose trials take a second, and items a millisecond. */
const decided = (rounds = 9) => checkOf(rounds, () => ({}));
const live = () => liveCheckOf({ rounds: 6, launches: 6 });

function outcome(run: RunFile, ...texts: readonly string[]) {
  return judge(withBudgets(run, ...texts), STANDARD).outcome;
}

describe('a budget of a check', () => {
  it('is of the head, and red when it is exceeded', () => {
    assert.equal(outcome(decided()), 'unchanged');
    assert.equal(outcome(decided(), 'time < 2s'), 'unchanged');
    assert.equal(outcome(decided(), 'time < 900ms'), 'over-budget');
    const heavier = checkOf(9, (role) => ({ peakPssBytes: role === 'base' ? 300e6 : 80e6 }));
    assert.notEqual(outcome(heavier, 'peak PSS < 100MB'), 'over-budget');
  });

  it('that is undecided or has no figure is no green light', () => {
    assert.equal(outcome(decided(), 'time < 1s'), 'inconclusive');
    assert.equal(outcome(decided(), 'CPU per item < 3ms'), 'inconclusive');
    assert.equal(outcome(decided(), 'absent: time < 3s'), 'inconclusive');
  });

  it('is no excuse for a regression, nor for a side that fails', () => {
    const slower = checkOf(23, (role) => ({ wallMs: role === 'head' ? 1500 : 1000 }), {
      confirmFrom: 18,
    });
    assert.equal(outcome(slower, 'time < 2s'), 'regressed');
    assert.equal(outcome(slower, 'time < 1s'), 'regressed');
    const { trials, ...run } = decided();
    const failed = { status: 'failed', cause: 'signal', message: 'it ended' } as const;
    const broken = { ...run, trials: trials.map((one) => ({ ...one, ...failed })) } as RunFile;
    assert.equal(outcome(broken, 'time < 1ms'), 'broken');
  });

  it('ends the check when it is exceeded, and lets it go on while it is open', () => {
    const next = (...texts: readonly string[]) =>
      nextStep(withBudgets(live(), ...texts), STANDARD, false);
    assert.equal(next(), null);
    assert.equal(next('time per item < 0.5ms'), null);
    assert.equal(next('time per item < 2ms', 'time < 3s'), null);
    assert.equal(next('time per item < 1ms')?.basis, 'launches');
    assert.equal(next('time < 1s')?.basis, 'rounds');
    assert.equal(next('boot < 1s'), null);
  });
});
