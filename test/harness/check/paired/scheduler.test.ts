import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { checkScheduler } from '../../../../harness/check/paired/scheduler.ts';
import { STANDARD } from '../../../../harness/check/rule.ts';
import type { Round } from '../../../../harness/engine/scheduler.ts';
import type { Scenario } from '../../../../results/format.ts';
import { inRoles, plannedCheck } from '../../../support/check-run.ts';
import { completedTrial } from '../../../support/run.ts';

const SCENARIOS = [
  ...inRoles(['m'], ['base', 'head', 'control']),
  ...inRoles(['n'], ['base', 'head']),
];
/** The head of `m` takes a tenth more CPU. */
const slower = (id: string) => (id === 'm@head' ? { cpuMs: 880 } : { cpuMs: 800 });
/** Nothing is decided about it. */
const unmeasured = () => ({ wallMs: null, cpuMs: null, peakPssBytes: null, peakRssBytes: null });

/** All rounds that are asked for, where every trial has these metrics. */
function rounds(
  metricsOf: (id: string) => Record<string, number | null>,
  { scenarios = SCENARIOS, budgetMs = Infinity } = {},
): readonly Round[] {
  let run = plannedCheck(scenarios);
  const scheduled = checkScheduler(STANDARD, budgetMs)(run);
  const asked: Round[] = [];
  for (let next = scheduled.next(); next.done !== true; next = scheduled.next(run)) {
    assert.ok(next.value.kind === 'round');
    const { phase, round, order } = next.value;
    asked.push(next.value);
    const trials = order.map((id) => ({ ...completedTrial(id, round, metricsOf(id)), phase }));
    run = { ...run, trials: [...run.trials, ...trials] };
  }
  return asked;
}

const modelOf = (id = '') => id.split('@')[0];
const inPhase = (all: readonly Round[], phase: Round['phase']) =>
  all.filter((round) => round.phase === phase);

describe('the scheduler of a check', () => {
  const all = rounds(slower);

  it('warms up, samples to a look, and confirms what regressed without its control', () => {
    assert.deepEqual(
      (['warm-up', 'sample', 'confirmation'] as const).map((phase) => inPhase(all, phase).length),
      [1, 14, 30],
    );
    assert.deepEqual(
      all.map(({ round }) => round),
      Array.from({ length: 45 }, (_, index) => index - 1),
    );
    const confirmed = new Set(inPhase(all, 'confirmation').flatMap(({ order }) => order));
    assert.deepEqual(confirmed, new Set(['m@base', 'm@head']));
  });

  it('runs the sides of a model next to each other, in an order that changes', () => {
    const orders = inPhase(all, 'sample').map(({ order }) => order);
    for (const order of orders) {
      const changes = order.filter((id, place) => modelOf(id) !== modelOf(order[place - 1]));
      assert.equal(changes.length, 2, order.join(' '));
    }
    assert.ok(new Set(orders.map((order) => order.join(' '))).size > 5);
  });

  it('says which trials follow until the next decision', () => {
    const [first, second] = inPhase(all, 'sample');
    assert.deepEqual([first?.after.length, second?.after.length], [13 * 5, 12 * 5]);
    assert.deepEqual(all.at(-1)?.after, []);
  });

  it('samples no more than the warm-up when the budget is spent', () => {
    assert.deepEqual(
      rounds(slower, { budgetMs: 0 }).map(({ phase }) => phase),
      ['warm-up'],
    );
  });

  it('stops after the first round of what has no metric to judge', () => {
    assert.equal(inPhase(rounds(unmeasured), 'sample').length, 1);
  });

  it('injects into heads, and not while the injection is sized', () => {
    const injection = { kind: 'wall', share: 0.2 } as const;
    const withInjection = (one: Scenario) => (one.role === 'head' ? { ...one, injection } : one);
    const scenarios = SCENARIOS.map(withInjection);
    const [warmup, first] = rounds(slower, { scenarios });
    assert.equal(warmup?.injections, undefined);
    assert.deepEqual(
      [...(first?.injections ?? [])],
      ['m@head', 'n@head'].map((id) => [id, { kind: 'wall', ms: 200 }]),
    );
  });
});
