import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { figuresOf, NotMeasured } from '../../../harness/claims/figures.ts';
import type { CaseFigures } from '../../../harness/claim-contract.ts';

function measured(id: string, round: number, figures: CaseFigures) {
  return { case: id, round, outcome: { status: 'measured' as const, figures } };
}

function failed(id: string, round: number, cause: string) {
  return { case: id, round, outcome: { status: 'failed' as const, cause } };
}

const TIMES = [5, 1, 4, 2, 3, 6];
const SIX_ROUNDS = TIMES.flatMap((wallMs, round) => [
  measured('one', round, { wallMs }),
  measured('twice', round, { wallMs: 2 * wallMs }),
]);

describe('figuresOf', () => {
  it('gives medians with the interval that six rounds allow', () => {
    const { estimate, low, high, coverage, n } = figuresOf(SIX_ROUNDS, 'full').of('one', 'wallMs');
    assert.deepEqual({ estimate, low, high, n }, { estimate: 3.5, low: 1, high: 6, n: 6 });
    assert.ok(coverage >= 0.95);
  });

  it('pairs the rounds of two cases: what a round does to both cancels', () => {
    const { estimate, low, high } = figuresOf(SIX_ROUNDS, 'full').ratio('twice', 'one', 'wallMs');
    for (const value of [estimate, low, high]) assert.ok(Math.abs(value - 2) < 1e-9);
  });

  it('computes within each round, and takes the median of that', () => {
    const sum = figuresOf(SIX_ROUNDS, 'full').combine(
      ['one', 'twice'],
      (one = {}, twice = {}) => Number(one['wallMs']) + Number(twice['wallMs']),
    );
    assert.equal(sum.estimate, 3 * 3.5);
  });

  it('leaves out rounds that a case has not reached yet', () => {
    const figures = figuresOf([...SIX_ROUNDS, measured('one', 6, { wallMs: 100 })], 'full');
    assert.equal(figures.combine(['one', 'twice'], () => 0).n, 6);
  });

  it('has no figures of a case that failed once, and says why', () => {
    const figures = figuresOf([...SIX_ROUNDS, failed('one', 6, 'exit code 1')], 'full');
    assert.equal(figures.has('one'), false);
    assert.equal(figures.failure('one'), 'exit code 1');
    assert.equal(figures.has('twice'), true);
    assert.equal(figures.failure('twice'), null);
    assert.throws(() => figures.of('one', 'wallMs'), new NotMeasured('one: exit code 1'));
    assert.equal(figures.of('twice', 'wallMs').n, 6);
  });

  it('takes what cannot be computed for a missing figure, not for a bug', () => {
    const figures = figuresOf([...SIX_ROUNDS, measured('none', 0, { wallMs: 0 })], 'full');
    assert.throws(() => figures.combine(['one'], ({ cpuMs = NaN } = {}) => cpuMs), NotMeasured);
    assert.throws(() => figures.ratio('none', 'one', 'wallMs'), NotMeasured);
    assert.throws(() => figures.ratio('one', 'none', 'wallMs'), NotMeasured);
  });

  it('tells a case that was not run from a figure that it lacks', () => {
    const figures = figuresOf(SIX_ROUNDS, 'full');
    assert.throws(() => figures.of('other', 'wallMs'), new NotMeasured('other: it was not run'));
    assert.throws(() => figures.of('one', 'cpuMs'), new NotMeasured('one has no cpuMs'));
  });
});
