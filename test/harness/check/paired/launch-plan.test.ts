import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { planOf } from '../../../../harness/check/paired/launch-plan.ts';
import { STANDARD } from '../../../../harness/check/rule.ts';
import type { CompletedLaunch } from '../../../../results/format.ts';
import { inRoles, plannedCheck } from '../../../support/check-run.ts';
import { completedLaunch } from '../../../support/launches.ts';

const SIDES = ['m@base', 'm@head'];

/** How long the slices of a launch go on whose pilot had a head that took so much longer. */
function measureMs(share: number): number {
  const costs = { 'm@base': { ms: 1, cpuMs: 1 }, 'm@head': { ms: 1 + share, cpuMs: 1 + share } };
  const pilot = completedLaunch(costs, -1, { cycles: 30 });
  const run = { ...plannedCheck(inRoles(['m'], ['base', 'head'])), launches: [noisy(pilot)] };
  return planOf(run, SIDES, 'sample', STANDARD).measureMs;
}

/** Slices that differ by up to a tenth from their neighbours. */
function noisy(launch: CompletedLaunch): CompletedLaunch {
  const ms = launch.slices.ms.map((one, index) => one * (1 + 0.1 * Math.sin(index ** 2)));
  return { ...launch, slices: { ...launch.slices, ms } };
}

describe('planOf', () => {
  it('measures until the error of a launch is small, and for less long what is plain', () => {
    const [equal = NaN, plain = NaN, improved = NaN] = [0, 0.5, -0.3].map((share) =>
      measureMs(share),
    );
    assert.ok(plain < equal / 2, `${plain} of ${equal}`);
    assert.ok(improved > equal / 2, `${improved} of ${equal}`);
  });

  it('needs a pilot', () => {
    const run = plannedCheck(inRoles(['m'], ['base', 'head']));
    assert.throws(() => planOf(run, SIDES, 'sample', STANDARD), /no pilot/);
    assert.ok(planOf(run, SIDES, 'warm-up', STANDARD).sizes.length > 1);
  });
});
