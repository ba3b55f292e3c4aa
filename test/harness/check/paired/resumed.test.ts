import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { checkScheduler } from '../../../../harness/check/paired/scheduler.ts';
import { STANDARD } from '../../../../harness/check/rule.ts';
import type { Runners } from '../../../../harness/engine/steps.ts';
import type { RunFile } from '../../../../results/format.ts';
import { inRoles, plannedCheck } from '../../../support/check-run.ts';
import { goingOn } from '../../../support/going-on.ts';
import { completedLaunch } from '../../../support/launches.ts';
import { completedTrial } from '../../../support/run.ts';

const CHECK = plannedCheck([
  ...inRoles(['m'], ['base', 'head', 'control']),
  ...inRoles(['n'], ['base', 'head']),
]);
const PLANNED: RunFile = {
  ...{ ...CHECK, status: 'running' },
  schedule: { ...CHECK.schedule, warmupRounds: 0 },
};
const BETWEEN_MS = 30_000;

/** The head of `m` needs so many times the CPU of the others; a record begins half a minute after the one before. */
function goOnWith(factor: number, maxTimeMs: number) {
  let count = 0;
  const startedAt = () => new Date(Date.UTC(2026, 0, 1) + BETWEEN_MS * count++).toISOString();
  const cpuMs = (id: string) => (id === 'm@head' ? factor * 800 : 800);
  const runners: Runners = {
    trial: (id, place) =>
      Promise.resolve({
        ...completedTrial(id, place.round, { cpuMs: cpuMs(id) }),
        ...{ ...place, startedAt: startedAt() },
      }),
    launch: ({ scenarios, phase, round }) => {
      const costs = scenarios.map((id) => [id, { ms: 1, cpuMs: cpuMs(id) / 1000 }] as const);
      const launch = completedLaunch(Object.fromEntries(costs), round, { phase, cycles: 3 });
      return Promise.resolve({ ...launch, startedAt: startedAt() });
    },
    capacity: () => Promise.resolve(null),
  };
  return goingOn(checkScheduler(STANDARD, maxTimeMs), runners);
}

/** All but the moments, which no two runs have in common. */
function placesIn({ trials, launches }: RunFile) {
  return [
    trials.map(({ scenario, phase, round, position }) => ({ scenario, phase, round, position })),
    launches.map(({ scenarios, phase, round }) => ({ scenarios, phase, round })),
  ];
}

describe('a check that is interrupted and resumed', () => {
  for (const [what, factor] of [
    ['of equal sides', 1],
    ['that confirms a regression', 1.1],
  ] as const) {
    it(`${what} is after a record the one that was not interrupted`, async () => {
      const { run: whole, measured: all } = await goOnWith(factor, Infinity)(PLANNED, Infinity);
      const phases = whole.launches.map(({ phase }) => phase);
      assert.equal(phases.includes('confirmation'), factor > 1);
      for (let first = 1; first < all; first += 5) {
        const { run } = await goOnWith(factor, Infinity)(PLANNED, first);
        const resumed = await goOnWith(factor, Infinity)(run, Infinity);
        assert.deepEqual(placesIn(resumed.run), placesIn(whole), `after ${first}`);
        assert.equal(resumed.measured, all - first);
      }
    });
  }

  it('has only the time that is left of what it was given', async () => {
    const former = (await goOnWith(1, Infinity)(PLANNED, 9)).run;
    // Eight times half a minute from the first record to the last.
    const { measured: none } = await goOnWith(1, 8 * BETWEEN_MS)(former, Infinity);
    assert.equal(none, 0);
    const { measured: some, run } = await goOnWith(1, 9 * BETWEEN_MS)(former, Infinity);
    assert.ok(some > 0);
    assert.deepEqual(run.trials.slice(0, former.trials.length), former.trials);
    assert.deepEqual(run.launches.slice(0, former.launches.length), former.launches);
  });

  it('confirms what it had found when its time was up', async () => {
    const { run: whole } = await goOnWith(1.1, Infinity)(PLANNED, Infinity);
    const fresh = whole.launches.filter(({ phase }) => phase === 'confirmation').length;
    const former = { ...whole, launches: whole.launches.slice(0, -2) };
    const { measured, run } = await goOnWith(1.1, 0)(former, Infinity);
    assert.ok(fresh > 2);
    assert.equal(measured, 2);
    assert.deepEqual(placesIn(run), placesIn(whole));
  });
});
