import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { planOf } from '../../../../harness/check/paired/launch-plan.ts';
import { STANDARD } from '../../../../harness/check/rule.ts';
import type { CompletedLaunch } from '../../../../results/format.ts';
import { inRoles, plannedCheck } from '../../../support/check-run.ts';
import { completedLaunch } from '../../../support/launches.ts';

const SIDES = ['m@base', 'm@head'];

/** How long the slices of a launch go on whose pilot, and sample, had a head that took so much longer. */
function measureMs(pilot: number, sample?: number): number {
  const launches = [
    noisy(launchOf(pilot, -1)),
    ...(sample === undefined ? [] : [launchOf(sample, 0)]),
  ];
  const run = { ...plannedCheck(inRoles(['m'], ['base', 'head'])), launches };
  return planOf(run, SIDES, sample === undefined ? 'sample' : 'confirmation', STANDARD).measureMs;
}

function launchOf(share: number, round: number): CompletedLaunch {
  const costs = { 'm@base': { ms: 1, cpuMs: 1 }, 'm@head': { ms: 1 + share, cpuMs: 1 + share } };
  return completedLaunch(costs, round, { cycles: 30 });
}

/** Slices that differ by up to a tenth from their neighbours. */
function noisy(launch: CompletedLaunch): CompletedLaunch {
  const ms = launch.slices.ms.map((one, index) => one * (1 + 0.1 * Math.sin(index ** 2)));
  return { ...launch, slices: { ...launch.slices, ms } };
}

describe('planOf', () => {
  it('measures the sample for less long where the pilot is plain', () => {
    const shares = [-0.3, 0, 0.15, 0.5];
    assert.deepEqual(
      shares.map((share) => measureMs(share)),
      [4000, 4000, 4000, 1000],
    );
  });

  it('confirms for less long what the sample shows, whatever the pilot said', () => {
    const shares = [0, 0.05, 0.15, 0.5];
    assert.deepEqual(
      shares.map((share) => measureMs(0.5, share)),
      [4000, 4000, 2000, 1000],
    );
  });

  it('needs a pilot', () => {
    const run = plannedCheck(inRoles(['m'], ['base', 'head']));
    assert.throws(() => planOf(run, SIDES, 'sample', STANDARD), /no pilot/);
    assert.ok(planOf(run, SIDES, 'warm-up', STANDARD).sizes.length > 1);
  });
});
