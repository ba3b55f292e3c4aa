import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { STANDARD } from '../../../../harness/check/rule.ts';
import { nextStep } from '../../../../harness/check/paired/step.ts';
import { createRandom, nextFloat } from '../../../../harness/stats/random.ts';
import type { Role, RunFile } from '../../../../results/format.ts';
import { failedTrial } from '../../../support/run.ts';
import { checkOf, inRoles, plannedCheck } from '../../../support/check-run.ts';

const SIDES = ['m@base', 'm@head', 'm@control'];
const same = () => ({});
const slower = (role: Role) => (role === 'head' ? { cpuMs: 880 } : {});
/** Too noisy to say anything. */
const noisy = (role: Role, round: number) => ({
  wallMs: 1000 * Math.exp(3 * nextFloat(createRandom(round, role))),
});

describe('nextStep', () => {
  it('samples everything up to the first look', () => {
    assert.deepEqual(nextStep(checkOf(0, same), STANDARD, false), sample(14));
  });

  it('goes on to the look from where an interrupted check stopped', () => {
    assert.deepEqual(nextStep(checkOf(9, same), STANDARD, false), sample(5));
  });

  it('stops when every gated metric has its verdict', () => {
    assert.equal(nextStep(checkOf(14, same), STANDARD, false), null);
  });

  it('goes to the next look while one has none, and stops after the last', () => {
    const steps = [14, 20, 30, 44, 60].map((rounds) =>
      nextStep(checkOf(rounds, noisy), STANDARD, false),
    );
    assert.deepEqual(steps, [sample(6), sample(10), sample(14), sample(16), null]);
  });

  it('leaves out models that are decided', () => {
    const run = both(checkOf(14, same), checkOf(14, noisy));
    assert.deepEqual(nextStep(run, STANDARD, false), {
      phase: 'sample',
      scenarios: ['n@base', 'n@head', 'n@control'],
      rounds: 6,
    });
  });

  it('measures a regression again, without control, until it has the fresh rounds', () => {
    const confirm = (rounds: number) => ({
      phase: 'confirmation',
      scenarios: ['m@base', 'm@head'],
      rounds,
    });
    assert.deepEqual(nextStep(checkOf(14, slower), STANDARD, false), confirm(30));
    const step = (rounds: number) =>
      nextStep(checkOf(rounds, slower, { confirmFrom: 14 }), STANDARD, false);
    assert.deepEqual(step(26), confirm(18));
    assert.equal(step(44), null);
  });

  it('with the budget spent, samples no more but still confirms', () => {
    const run = both(checkOf(14, slower), checkOf(14, noisy));
    assert.equal(nextStep(run, STANDARD, false)?.phase, 'sample');
    assert.equal(nextStep(run, STANDARD, true)?.phase, 'confirmation');
    assert.equal(nextStep(checkOf(14, noisy), STANDARD, true), null);
  });

  it('stops at once when the sides cannot be compared', () => {
    const run = checkOf(3, same);
    const broken = { ...run, trials: [...run.trials, failedTrial('m@head', 3)] };
    assert.equal(nextStep(broken, STANDARD, false), null);
    assert.equal(nextStep(plannedCheck(inRoles(['m'], ['base'])), STANDARD, false), null);
  });
});

function sample(rounds: number) {
  return { phase: 'sample', scenarios: SIDES, rounds };
}

/** One run of two models, the second named n. */
function both(first: RunFile, second: RunFile): RunFile {
  const renamed = (id: string) => id.replace('m@', 'n@');
  const scenarios = second.scenarios.map((one) => ({
    ...one,
    ...{ id: renamed(one.id), model: 'n', baseline: one.baseline && renamed(one.baseline) },
  }));
  const trials = second.trials.map((one) => ({ ...one, scenario: renamed(one.scenario) }));
  return {
    ...first,
    scenarios: [...first.scenarios, ...scenarios],
    trials: [...first.trials, ...trials],
  };
}
