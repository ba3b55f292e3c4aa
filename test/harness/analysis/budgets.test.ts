import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { budgetVerdicts } from '../../../harness/analysis/budgets.ts';
import { runFindings } from '../../../harness/analysis/run-findings.ts';
import { summarize } from '../../../harness/analysis/summary.ts';
import { isDecided } from '../../../harness/compare/decided.ts';
import { readBudget } from '../../../harness/engine/budget-flag.ts';
import type { RunFile } from '../../../results/format.ts';
import { completedLaunch } from '../../support/launches.ts';
import { completedTrial, invalidTrial, runOf, scenario } from '../../support/run.ts';

/** Seven rounds of 1.00 to 1.06 s in `a`, and of twice that in `b`. */
function run(...budgets: readonly string[]): RunFile {
  const trials = [0, 1, 2, 3, 4, 5, 6].flatMap((round) => [
    completedTrial('a', round, { wallMs: 1000 + 10 * round, bootMs: null }),
    completedTrial('b', round, { wallMs: 2000 + 20 * round }),
  ]);
  const planned = runOf([scenario('floor', 'floor'), scenario('a'), scenario('b')], trials);
  return withBudgets(planned, budgets);
}

function withBudgets(of: RunFile, budgets: readonly string[]): RunFile {
  return { ...of, schedule: { ...of.schedule, budgets: budgets.map(readBudget) } };
}

function said(of: RunFile) {
  return budgetVerdicts(of).map(({ scenario, verdict }) => [scenario?.model ?? null, verdict]);
}

describe('a budget of a run', () => {
  it('is for every model, and for no floor', () => {
    assert.deepEqual(said(run('time < 1.5s')), [
      ['a', 'within'],
      ['b', 'over-budget'],
    ]);
  });

  it('is for the model that it names', () => {
    assert.deepEqual(said(run('b: time < 3s')), [['b', 'within']]);
  });

  it('is decided only where all of the interval lies on one side', () => {
    assert.deepEqual(said(run('a: time < 1.03s')), [['a', 'inconclusive']]);
    assert.deepEqual(said(run('a: time < 999ms')), [['a', 'over-budget']]);
    assert.deepEqual(said(run('a: time < 1061ms')), [['a', 'within']]);
  });

  it('is not decided by fewer rounds than give an interval', () => {
    const few = run('a: time < 0.1s');
    const trials = few.trials.filter(({ round }) => round < 5);
    assert.deepEqual(said({ ...few, trials }), [['a', 'inconclusive']]);
  });

  it('needs more rounds where the run might have ended earlier', () => {
    const of = run('a: time < 0.1s');
    const looks = [2, 3, 4, 5, 6, 7];
    assert.deepEqual(said({ ...of, schedule: { ...of.schedule, looks } }), [['a', 'inconclusive']]);
  });

  it('of an item is judged by launches', () => {
    const of = run('a: time per item < 3ms', 'b: CPU per item < 3ms');
    const launches = [0, 1, 2, 3, 4, 5].map((round) =>
      completedLaunch({ a: { ms: 2, cpuMs: 1 }, b: { ms: 2, cpuMs: 4 } }, round),
    );
    assert.deepEqual(said({ ...of, launches }), [
      ['a', 'within'],
      ['b', 'over-budget'],
    ]);
    assert.deepEqual(said(of), [
      ['a', 'inconclusive'],
      ['b', 'inconclusive'],
    ]);
  });

  it('has no figure where the model is not there, or has none', () => {
    const of = run('c: time < 1s', 'a: boot < 1s');
    assert.deepEqual(said(of), [
      [null, 'inconclusive'],
      ['a', 'inconclusive'],
    ]);
    const codes = runFindings(summarize(of)).map(({ code }) => code);
    assert.equal(codes.filter((code) => code === 'budget-unmeasured').length, 2);
  });

  it('is not kept by a model that did other work', () => {
    const of = run('a: time < 3s');
    const trials = [...of.trials.slice(0, -2), invalidTrial('a', 6, 'other work')];
    assert.deepEqual(said({ ...of, trials }), [['a', 'inconclusive']]);
  });

  it('is a finding when it is exceeded or undecided', () => {
    const codes = (text: string) =>
      runFindings(summarize(run(text)))
        .map(({ code }) => code)
        .filter((code) => code.includes('budget'));
    assert.deepEqual(codes('b: time < 1s'), ['over-budget']);
    assert.deepEqual(codes('a: time < 1.03s'), ['budget-undecided']);
    assert.deepEqual(codes('a: time < 9s'), []);
  });

  it('lets compare go on until it is decided', () => {
    assert.equal(isDecided(withBudgets(run(), [])), isDecided(run('a: time < 9s')));
    assert.equal(isDecided(run('a: time < 1.03s')), false);
  });
});
