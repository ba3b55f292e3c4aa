import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Claim } from '../../../harness/claim-contract.ts';
import { judgeClaims } from '../../../harness/claims/judging.ts';
import { claimsFileOf } from '../../support/claims-file.ts';

const CLAIM: Claim = {
  name: 'tested',
  number: 1,
  title: 'Tested',
  says: 'The article says so.',
  experiment: 'It is tried.',
  rounds: { full: 6, quick: 1 },
  cases: () => [],
  judge(figures) {
    const { estimate } = figures.of('one', 'value');
    return { verdict: estimate > 1 ? 'holds' : 'does-not-hold', sentence: '', tables: [] };
  },
};

function observed(value: number, round: number) {
  const outcome = { status: 'measured' as const, figures: { value } };
  return { claim: 'tested', case: 'one', round, outcome };
}

describe('judgeClaims', () => {
  it('judges by the observations of the claim alone', () => {
    const others = [0, 1].map((round) => ({ ...observed(0, round), claim: 'another' }));
    const file = claimsFileOf([...others, observed(2, 0), observed(3, 1)]);
    const [answer, ...rest] = judgeClaims(file, [CLAIM]);
    assert.equal(rest.length, 0, 'a claim that this version does not know is left out');
    assert.equal(answer?.judgement?.verdict, 'holds');
    assert.deepEqual(answer.rounds, { done: 2, asked: 6 });
  });

  it('has no verdict where a figure is missing, and says which', () => {
    const outcome = { status: 'failed' as const, cause: 'killed by SIGKILL' };
    const file = claimsFileOf([{ ...observed(2, 0), outcome }]);
    const [answer] = judgeClaims(file, [CLAIM]);
    assert.equal(answer?.judgement, null);
    assert.equal(answer.missing, 'one: killed by SIGKILL');
  });

  it('lets a bug of a judgement pass', () => {
    const broken = {
      ...CLAIM,
      judge() {
        throw new TypeError('a bug');
      },
    };
    assert.throws(() => judgeClaims(claimsFileOf([observed(2, 0)]), [broken]), TypeError);
  });
});
