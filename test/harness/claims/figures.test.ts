import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Claim, Figures } from '../../../harness/claim-contract.ts';
import { figuresOf } from '../../../harness/claims/figures.ts';
import { NotMeasured } from '../../../harness/claims/measured.ts';
import { EMPTY_CLAIM, observed } from '../../support/claim-figures.ts';
import { claimsRun } from '../../support/claims-run.ts';

const TIMES = [5, 1, 4, 2, 3, 6];
const SIX_ROUNDS = TIMES.flatMap((wallMs, round) => [
  observed('one', round, { wallMs }),
  observed('twice', round, { wallMs: 2 * wallMs }),
]);
const OF_ANOTHER = { ...observed('one', 0, 'of another claim'), claim: 'another' };

/** Six rounds of two cases, and what else was observed. */
function figures(...more: readonly ReturnType<typeof observed>[]): Figures {
  return figuresOf(claimsRun([OF_ANOTHER, ...SIX_ROUNDS, ...more]), EMPTY_CLAIM);
}

describe('figuresOf', () => {
  it('gives medians with the interval that six rounds allow', () => {
    const { estimate, low, high, coverage, n } = figures().of('one', 'wallMs');
    assert.deepEqual({ estimate, low, high, n }, { estimate: 3.5, low: 1, high: 6, n: 6 });
    assert.ok(coverage >= 0.95);
  });

  it('pairs the rounds of two cases: what a round does to both cancels', () => {
    const { estimate, low, high } = figures().ratio('twice', 'one', 'wallMs');
    for (const value of [estimate, low, high]) assert.ok(Math.abs(value - 2) < 1e-9);
  });

  it('computes within each round, and takes the median of that', () => {
    const sum = figures().combine(
      ['one', 'twice'],
      (one = {}, twice = {}) => Number(one['wallMs']) + Number(twice['wallMs']),
    );
    assert.equal(sum.estimate, 3 * 3.5);
  });

  it('leaves out rounds that a case has not reached yet', () => {
    const more = figures(observed('one', 6, { wallMs: 100 }));
    assert.equal(more.combine(['one', 'twice'], () => 0).n, 6);
  });

  it('has no figures of a case that failed once, and says why', () => {
    const failed = figures(observed('one', 6, 'exit code 1'));
    assert.equal(failed.has('one'), false);
    assert.equal(failed.failure('one'), 'exit code 1');
    assert.equal(failed.has('twice'), true);
    assert.equal(failed.failure('twice'), null);
    assert.throws(() => failed.of('one', 'wallMs'), new NotMeasured('one: exit code 1'));
    assert.equal(failed.of('twice', 'wallMs').n, 6);
  });

  it('takes what cannot be computed for a missing figure, not for a bug', () => {
    const zero = figures(observed('none', 0, { wallMs: 0 }));
    assert.throws(() => zero.combine(['one'], ({ cpuMs = NaN } = {}) => cpuMs), NotMeasured);
    assert.throws(() => zero.ratio('none', 'one', 'wallMs'), NotMeasured);
    assert.throws(() => zero.ratio('one', 'none', 'wallMs'), NotMeasured);
  });

  it('tells a case that was not run from a figure that it lacks', () => {
    assert.equal(figures().has('none'), false);
    assert.throws(() => figures().of('none', 'wallMs'), new NotMeasured('none: it was not run'));
    assert.throws(() => figures().of('one', 'cpuMs'), new NotMeasured('one has no cpuMs'));
  });

  it('derives figures from the trials of a model, and not from those of a program', () => {
    const claim: Claim = {
      ...EMPTY_CLAIM,
      cases: () => [
        {
          kind: 'model',
          id: 'one',
          model: 'any',
          derive: ({ round }) => ({ roundDoubled: 2 * round }),
        },
      ],
    };
    const run = claimsRun([0, 1, 2].map((round) => observed('one', round, { wallMs: 1 })));
    const ofModel = run.scenarios.map((scenario) => ({ ...scenario, kind: 'model' as const }));
    const derived = figuresOf({ ...run, scenarios: ofModel }, claim);
    assert.equal(derived.of('one', 'roundDoubled').estimate, 2);
    assert.throws(() => figuresOf(run, claim).of('one', 'roundDoubled'), NotMeasured);
  });
});
