import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { claimByClaim } from '../../../harness/claims/claims.ts';
import type { Round } from '../../../harness/engine/scheduler.ts';
import { claimsRun } from '../../support/claims-run.ts';

const CASES = ['first/a', 'first/b', 'second/a', 'second/c'].map((id) => id.split('/'));
const RUN = claimsRun(
  CASES.map(([claim = '', one = '']) => ({ claim, case: one, round: 0, outcome: {} })),
);
const SCENARIOS = RUN.scenarios.map((scenario) => ({
  ...scenario,
  rounds: scenario.group === 'first' ? 3 : 2,
}));

describe('claimByClaim', () => {
  const scheduled = claimByClaim({ ...RUN, scenarios: SCENARIOS });
  // Hands over no run after a round: the order of claims does not depend on what was measured.
  const rounds = [...(scheduled as Iterable<Round>)];

  it('runs all rounds of a claim, then those of the next', () => {
    assert.deepEqual(
      rounds.map(({ round, order }) => [round, ...order.toSorted()]),
      [
        ...[0, 1, 2].map((round) => [round, 'first/a', 'first/b']),
        ...[0, 1].map((round) => [round, 'second/a', 'second/c']),
      ],
    );
  });

  it('says what follows each round', () => {
    assert.deepEqual(
      rounds.map(({ after }) => after.length),
      [8, 6, 4, 2, 0],
    );
  });
});
