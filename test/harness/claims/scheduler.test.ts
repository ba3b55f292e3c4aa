import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Claim } from '../../../harness/claim-contract.ts';
import { claimByClaim } from '../../../harness/claims/scheduler.ts';
import type { Step } from '../../../harness/engine/scheduler.ts';
import type { Launch, RunFile, Scenario, WorkSettings } from '../../../results/format.ts';
import { EMPTY_CLAIM } from '../../support/claim-figures.ts';
import { claimsRun } from '../../support/claims-run.ts';
import { failedLaunch, launchOf } from '../../support/live-run.ts';
import { MOCK } from '../../support/run.ts';

const CASES = ['first/a', 'first/b', 'second/a', 'second/c'].map((id) => id.split('/'));
const RUN = claimsRun(
  CASES.map(([claim = '', one = '']) => ({ claim, case: one, round: 0, outcome: {} })),
);
const PLANNED = {
  ...RUN,
  scenarios: RUN.scenarios.map((one) => ({ ...one, rounds: one.group === 'first' ? 3 : 2 })),
  trials: [],
};
const SETTINGS: WorkSettings = {
  ...{ items: 140, workers: 4, inFlight: 25, batchSize: 35, encoding: 'gzip' as const },
  ...{ requestTimeoutMs: 30_000, params: {} },
};

function withMock(mock: Scenario['mock']): RunFile {
  return {
    ...PLANNED,
    scenarios: PLANNED.scenarios.map((one) => ({ ...one, settings: SETTINGS, mock })),
  };
}

const FIRST: Claim = { ...EMPTY_CLAIM, name: 'first' };
const SECOND: Claim = { ...EMPTY_CLAIM, name: 'second' };
const LIVE: Claim = {
  ...SECOND,
  launches: [{ cases: ['a', 'c'], latency: 'as-given' }],
  capacity: { case: 'c', copies: 4 },
};

type LaunchStep = Extract<Step, { kind: 'launch' }>;

/** All steps; each launch comes to what `outcome` says. */
function stepsOf(
  claims: readonly Claim[],
  outcome: (step: LaunchStep) => Launch = completed,
  planned = withMock(MOCK),
) {
  let run = planned;
  const scheduled = claimByClaim(claims)(run);
  const steps: Step[] = [];
  for (let next = scheduled.next(); next.done !== true; next = scheduled.next(run)) {
    steps.push(next.value);
    if (next.value.kind !== 'launch') continue;
    run = { ...run, launches: [...run.launches, outcome(next.value)] };
  }
  return steps;
}

function completed({ round }: LaunchStep): Launch {
  return launchOf(round, { 'second/a': [1, 1], 'second/c': [2, 2] });
}

describe('claimByClaim', () => {
  it('runs all rounds of a claim, then those of the next', () => {
    assert.deepEqual(
      stepsOf([FIRST, SECOND]).map((step) =>
        step.kind === 'round' ? [step.round, ...step.order.toSorted()] : step.kind,
      ),
      [
        ...[0, 1, 2].map((round) => [round, 'first/a', 'first/b']),
        ...[0, 1].map((round) => [round, 'second/a', 'second/c']),
      ],
    );
  });

  it('says what follows each round', () => {
    assert.deepEqual(
      stepsOf([FIRST, SECOND]).map(({ after }) => after.length),
      [8, 6, 4, 2, 0],
    );
  });
});

describe('claimByClaim, once up', { skip: process.platform !== 'linux' }, () => {
  it('launches after each round, before the first time a pilot', () => {
    assert.deepEqual(
      stepsOf([LIVE]).map(({ kind, round }) => [kind, round]),
      [
        ['round', 0],
        ['launch', -1],
        ...['launch', 'capacity'].map((kind) => [kind, 0]),
        ...['round', 'launch', 'capacity'].map((kind) => [kind, 1]),
      ],
    );
  });

  it('names the scenarios of the cases, and says what follows', () => {
    const steps = stepsOf([LIVE]);
    const launches = steps.filter((step) => step.kind === 'launch');
    for (const { scenarios, latency } of launches) {
      assert.deepEqual([...scenarios, latency], ['second/a', 'second/c', 'as-given']);
    }
    const [capacity] = steps.filter((step) => step.kind === 'capacity');
    assert.deepEqual([capacity?.scenario, capacity?.copies], ['second/c', 4]);
    assert.deepEqual(
      steps.map(({ after }) => after.length),
      [6, 5, 5, 4, 2, 1, 0],
    );
  });

  it('cuts launches by the pilot', () => {
    const plans = stepsOf([LIVE]).flatMap((step) => (step.kind === 'launch' ? [step.plan] : []));
    const [pilot, ...others] = plans;
    assert.ok((pilot?.sizes.length ?? 0) > 1);
    assert.equal(others.length, 2);
    for (const { sizes } of others) assert.deepEqual(sizes, [20]);
  });

  it('tries slices of some items for each worker, and of as many as wait at once', () => {
    const smallest = (mock: Scenario['mock']) => {
      const [, pilot] = stepsOf([LIVE], completed, withMock(mock));
      return pilot?.kind === 'launch' ? pilot.plan.sizes[0] : null;
    };
    assert.equal(smallest(MOCK), 100);
    assert.equal(smallest({ ...MOCK, latencyMs: 0 }), 40);
  });

  it('launches no more after a pilot that failed', () => {
    const failed = ({ scenarios, round }: LaunchStep) => ({
      ...failedLaunch(round, scenarios[0] ?? null),
      scenarios: [...scenarios],
    });
    assert.deepEqual(
      stepsOf([LIVE], failed).map(({ kind }) => kind),
      ['round', 'launch', 'capacity', 'round', 'capacity'],
    );
  });
});
