import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Claim } from '../../../harness/claim-contract.ts';
import { judgeClaims } from '../../../harness/claims/judging.ts';
import { EMPTY_CLAIM, observed } from '../../support/claim-figures.ts';
import { claimsRun } from '../../support/claims-run.ts';

const CLAIM: Claim = {
  ...EMPTY_CLAIM,
  judge(figures) {
    const { estimate } = figures.of('one', 'value');
    const verdict = estimate > 1 ? 'holds' : 'does-not-hold';
    return { verdict, sentence: '', evidence: [], tables: [] };
  },
};

describe('judgeClaims', () => {
  it('judges by the trials of the claim alone', () => {
    const others = [0, 1].map((round) => observed('one', round, { value: 0 }));
    const run = claimsRun([
      ...others.map((one) => ({ ...one, claim: 'another' })),
      ...[2, 3].map((value, round) => observed('one', round, { value })),
    ]);
    const [answer, ...rest] = judgeClaims(run, [CLAIM]);
    assert.equal(rest.length, 0, 'a claim that this version does not know is left out');
    assert.equal(answer?.judgement?.verdict, 'holds');
    assert.deepEqual(answer.rounds, { done: 2, asked: 6 });
  });

  it('has no verdict where a figure is missing, and says which', () => {
    const [answer] = judgeClaims(claimsRun([observed('one', 0, 'killed by SIGKILL')]), [CLAIM]);
    assert.equal(answer?.judgement, null);
    assert.equal(answer.missing, 'one: killed by SIGKILL');
  });

  it('has no verdict of a claim that an interruption kept from being measured', () => {
    const run = claimsRun([observed('one', 0, { value: 2 })]);
    const [answer] = judgeClaims({ ...run, trials: [] }, [CLAIM]);
    assert.equal(answer?.missing, 'one: it was not run');
    assert.deepEqual(answer.rounds, { done: 0, asked: 6 });
  });

  it('lets a bug of a judgement pass', () => {
    const broken = {
      ...CLAIM,
      judge() {
        throw new TypeError('a bug');
      },
    };
    const run = claimsRun([observed('one', 0, { value: 2 })]);
    assert.throws(() => judgeClaims(run, [broken]), TypeError);
  });
});
