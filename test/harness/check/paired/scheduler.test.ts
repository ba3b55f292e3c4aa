import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { checkScheduler } from '../../../../harness/check/paired/scheduler.ts';
import { STANDARD } from '../../../../harness/check/rule.ts';
import type { LaunchStep, Round, Step } from '../../../../harness/engine/scheduler.ts';
import type { Scenario } from '../../../../results/format.ts';
import { inRoles, plannedCheck } from '../../../support/check-run.ts';
import { completedLaunch } from '../../../support/launches.ts';
import { completedTrial, ENVIRONMENT } from '../../../support/run.ts';

const SCENARIOS = [
  ...inRoles(['m'], ['base', 'head', 'control']),
  ...inRoles(['n'], ['base', 'head']),
];
const UNSTOPPABLE = [{ ...ENVIRONMENT, platform: 'darwin arm64' }];
const equal = () => ({ cpuMs: 800 });
/** The head of `m` takes a tenth more CPU. */
const slower = (id: string) => ({ cpuMs: id === 'm@head' ? 880 : 800 });
/** Nothing is decided about it. */
const unmeasured = () => ({ wallMs: null, cpuMs: null, peakPssBytes: null, peakRssBytes: null });

/** All steps that are asked for, where trials have these metrics and items a thousandth of their CPU. */
function steps(
  metricsOf: (id: string) => Record<string, number | null>,
  { scenarios = SCENARIOS, maxTimeMs = Infinity, live = true, warmupRounds = 0 } = {},
): readonly Step[] {
  const planned = plannedCheck(scenarios);
  const schedule = { ...planned.schedule, warmupRounds };
  let run = { ...planned, schedule, ...(live ? {} : { environments: UNSTOPPABLE }) };
  const scheduled = checkScheduler(STANDARD, maxTimeMs)(run);
  const asked: Step[] = [];
  for (let next = scheduled.next(); next.done !== true; next = scheduled.next(run)) {
    const step = next.value;
    asked.push(step);
    if (step.kind === 'round') {
      const { phase, round, order } = step;
      const trials = order.map((id) => ({ ...completedTrial(id, round, metricsOf(id)), phase }));
      run = { ...run, trials: [...run.trials, ...trials] };
    }
    if (step.kind === 'launch') {
      const costs = step.scenarios.map(
        (id) => [id, { ms: 1, cpuMs: (metricsOf(id)['cpuMs'] ?? 800) / 1000 }] as const,
      );
      const { round, phase } = step;
      const launch = completedLaunch(Object.fromEntries(costs), round, { phase, cycles: 3 });
      run = { ...run, launches: [...run.launches, launch] };
    }
  }
  return asked;
}

const isRound = (step: Step): step is Round => step.kind === 'round';
const isLaunch = (step: Step): step is LaunchStep => step.kind === 'launch';
const modelOf = (id = '') => id.split('@')[0];
const inPhase = <T extends Step & { phase: string }>(all: readonly T[], phase: T['phase']) =>
  all.filter((step) => step.phase === phase);

describe('the scheduler of a check by whole trials alone', () => {
  const all = steps(slower, { live: false, warmupRounds: 1 }).filter(isRound);

  it('warms up, samples to a look, and confirms what regressed without its control', () => {
    assert.deepEqual(
      (['warm-up', 'sample', 'confirmation'] as const).map((phase) => inPhase(all, phase).length),
      [1, 7, 5],
    );
    assert.deepEqual(
      all.map(({ round }) => round),
      Array.from({ length: 13 }, (_, index) => index - 1),
    );
    const confirmed = new Set(inPhase(all, 'confirmation').flatMap(({ order }) => order));
    assert.deepEqual(confirmed, new Set(['m@base', 'm@head']));
  });

  it('runs the sides of a model next to each other, in an order that changes', () => {
    const orders = inPhase(all, 'sample').map(({ order }) => order);
    for (const order of orders.slice(0, 5)) {
      const changes = order.filter((id, place) => modelOf(id) !== modelOf(order[place - 1]));
      assert.equal(changes.length, 2, order.join(' '));
    }
    assert.ok(new Set(orders.map((order) => order.join(' '))).size > 4);
  });

  it('says which trials follow until the next decision', () => {
    const [first, second, third] = inPhase(all, 'sample');
    assert.deepEqual(
      [first, second, third].map((round) => round?.after.length),
      [0, 3 * 5, 2 * 5],
    );
    assert.deepEqual(all.at(-1)?.after, []);
  });

  it('samples one round when the time is up, to prove equal work', () => {
    const asked = steps(slower, { live: false, maxTimeMs: 0, warmupRounds: 1 });
    assert.deepEqual(
      asked.filter(isRound).map(({ phase }) => phase),
      ['warm-up', 'sample'],
    );
  });

  it('stops after the first round of what has no metric to judge', () => {
    const asked = steps(unmeasured, { live: false });
    assert.deepEqual(asked.length, 1);
  });

  it('injects into heads, and not while the injection is sized', () => {
    const injection = { kind: 'wall', share: 0.2 } as const;
    const withInjection = (one: Scenario) => (one.role === 'head' ? { ...one, injection } : one);
    const scenarios = SCENARIOS.map(withInjection);
    const asked = steps(slower, { scenarios, live: false, warmupRounds: 1 }).filter(isRound);
    assert.equal(asked[0]?.injections, undefined);
    assert.deepEqual(
      [...(asked[1]?.injections ?? [])],
      ['m@head', 'n@head'].map((id) => [id, { kind: 'wall', ms: 200 }]),
    );
  });
});

describe('the scheduler of a check with launches', () => {
  it('does a round, the pilots, launches, and the rounds that memory needs', () => {
    const kinds = steps(equal).map((step) => (isRound(step) ? 'round' : 'launch'));
    const expected = [
      'round',
      ...Array<string>(12).fill('launch'),
      ...Array<string>(4).fill('round'),
    ];
    assert.deepEqual(kinds, expected);
  });

  it('interleaves the launches of all models, in an order that changes', () => {
    const launches = inPhase(steps(equal).filter(isLaunch), 'sample');
    const models = launches.map(({ scenarios }) => modelOf(scenarios[0]) ?? '');
    const pairs = Array.from({ length: 5 }, (_, round) => models.slice(2 * round, 2 * round + 2));
    for (const pair of pairs) assert.deepEqual(pair.toSorted(), ['m', 'n']);
    assert.ok(new Set(pairs.map((pair) => pair.join(''))).size === 2);
    assert.deepEqual(
      launches.map(({ round }) => round),
      [0, 0, 1, 1, 2, 2, 3, 3, 4, 4],
    );
    assert.equal(launches[0]?.after.length, 9);
  });

  it('lets the pilot of a model choose how its launches are cut', () => {
    const [pilot, ...others] = steps(equal)
      .filter(isLaunch)
      .filter(({ scenarios }) => scenarios[0] === 'm@base');
    assert.deepEqual([pilot?.phase, pilot?.round, pilot?.latency], ['warm-up', -1, 'none']);
    assert.ok((pilot?.plan.sizes.length ?? 0) > 1);
    for (const { plan } of others) assert.deepEqual(plan, others[0]?.plan);
    assert.equal(others[0]?.plan.sizes.length, 1);
  });

  it('ends with a regression that is confirmed, in launches without the control', () => {
    const launches = steps(slower).filter(isLaunch);
    const confirming = inPhase(launches, 'confirmation');
    assert.equal(confirming.length, 5);
    assert.deepEqual(confirming[0]?.scenarios, ['m@base', 'm@head']);
    assert.equal(steps(slower).filter(isRound).length, 1);
  });
});
