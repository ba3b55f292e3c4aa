import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { compareScheduler, liveGroups } from '../../../harness/compare/scheduler.ts';
import type { Step } from '../../../harness/engine/scheduler.ts';
import type { CompletedLaunch, FailedLaunch, RunFile } from '../../../results/format.ts';
import { completedTrial, failedTrial, runOf, scenario } from '../../support/run.ts';

const onLinux = { skip: process.platform === 'linux' ? false : 'launches are for Linux only' };

const SIDE = { readyMs: 1, kernelCpuMs: null, ownCpuMs: 1, stoppedCpuMs: null, latencies: [] };

function completed(step: Step & { kind: 'launch' }): CompletedLaunch {
  const { phase, round, plan } = step;
  const scenarios = [...step.scenarios];
  const order = [...scenarios.keys(), ...[...scenarios.keys()].reverse()];
  const side = [order, order, order].flat();
  return {
    ...{ status: 'completed', phase, round, startedAt: '2026-01-01T00:00:00.000Z', scenarios },
    ...{ mockLatencyMs: 0, batchSize: plan.batchSize, warmupItems: 8 },
    sides: scenarios.map(() => SIDE),
    slices: { side, items: side.map(() => 8), ms: side.map(() => 10), cpuMs: side.map(() => 10) },
  };
}

function failed({ phase, round, scenarios }: Step & { kind: 'launch' }, id: string): FailedLaunch {
  const startedAt = '2026-01-01T00:00:00.000Z';
  const message = 'it cannot';
  const sides = [...scenarios];
  return { status: 'failed', phase, round, startedAt, scenarios: sides, scenario: id, message };
}

/** All steps of a comparison in which `refuses` cannot be driven. */
function stepsOf(planned: RunFile, refuses: string | null = null): readonly Step[] {
  const steps: Step[] = [];
  const scheduled = compareScheduler(null)(planned);
  let run = planned;
  for (let next = scheduled.next(); next.done !== true; next = scheduled.next(run)) {
    const step = next.value;
    steps.push(step);
    if (step.kind === 'round') {
      const trials = step.order.map((id) => completedTrial(id, step.round, METRICS[id] ?? {}));
      run = { ...run, trials: [...run.trials, ...trials] };
    } else if (step.kind === 'launch') {
      const fails = step.scenarios.find((id) => id === refuses);
      const launch = fails === undefined ? completed(step) : failed(step, fails);
      run = { ...run, launches: [...run.launches, launch] };
    }
  }
  return steps;
}

const busy = { wallMs: 1000, cpuMs: 900, peakPssBytes: 1e8, peakRssBytes: 1e8 };
const METRICS: Record<string, Record<string, number>> = { 'bare-work': busy, a: busy, b: busy };

const SCENARIOS = [
  { ...scenario('bare-work'), kind: 'floor' as const, rounds: 2 },
  { ...scenario('a'), rounds: 2 },
  { ...scenario('b'), baseline: 'a', rounds: 2 },
];

describe('the steps of a comparison', onLinux, () => {
  const kinds = (steps: readonly Step[]) => steps.map(({ kind, round }) => `${kind} ${round}`);

  it('are its rounds, a pilot, launches of all sides, and copies of the floor', () => {
    const run = runOf(SCENARIOS, [], { rounds: 2 });
    const steps = stepsOf(run);
    assert.deepEqual(kinds(steps), [
      ...['round -1', 'round 0', 'round 1'],
      ...Array.from({ length: 17 }, (_, index) => `launch ${index - 1}`),
      ...['capacity 0', 'capacity 1', 'capacity 2'],
    ]);
    for (const step of steps) {
      if (step.kind !== 'launch') continue;
      assert.deepEqual(step.scenarios, ['bare-work', 'a', 'b']);
      assert.equal(step.phase, step.round < 0 ? 'warm-up' : 'sample');
    }
  });

  it('are all rounds of a floor alone, of which no model failed', () => {
    const steps = stepsOf(runOf(SCENARIOS.slice(0, 1), [], { rounds: 2 }));
    assert.deepEqual(kinds(steps).slice(0, 3), ['round -1', 'round 0', 'round 1']);
  });

  it('end after the first round where every model fails in it', () => {
    const steps = compareScheduler(null)(runOf(SCENARIOS, [], { rounds: 2 }));
    steps.next();
    const floor = completedTrial('bare-work', -1, {});
    const bad = runOf(SCENARIOS, [floor, failedTrial('a', -1), failedTrial('b', -1)]);
    assert.deepEqual(steps.next(bad), { done: true, value: 'failed' });
    const others = compareScheduler(null)(runOf(SCENARIOS, [], { rounds: 2 }));
    others.next();
    const one = runOf(SCENARIOS, [floor, failedTrial('a', -1), completedTrial('b', -1, {})]);
    assert.equal(others.next(one).done, false);
  });

  it('leave out what cannot be driven, from the next pilot on', () => {
    const steps = stepsOf(runOf(SCENARIOS, [], { rounds: 2 }), 'b');
    const sides = steps.flatMap((step) => (step.kind === 'launch' ? [step.scenarios.join()] : []));
    assert.equal(sides[0], 'bare-work,a,b');
    assert.deepEqual(new Set(sides.slice(1)), new Set(['bare-work,a']));
  });
});

describe('what is alive together', () => {
  const trials = (metrics: Record<string, number> = {}) =>
    SCENARIOS.map(({ id }) => completedTrial(id, 0, { ...METRICS[id], ...metrics }));

  it('is all that has done its work, without a floor that waits', () => {
    assert.deepEqual(liveGroups(runOf(SCENARIOS, trials())), [['bare-work', 'a', 'b']]);
    const waiting = trials().map((trial, index) =>
      index === 0 ? completedTrial('bare-work', 0, { ...busy, wallMs: 50_000 }) : trial,
    );
    assert.deepEqual(liveGroups(runOf(SCENARIOS, waiting)), [['a', 'b']]);
    const oneFailed = [...trials().slice(0, 2), failedTrial('b', 0)];
    assert.deepEqual(liveGroups(runOf(SCENARIOS, oneFailed)), [['bare-work', 'a']]);
  });

  it('is a model and its baseline where memory is short', () => {
    const run = runOf(SCENARIOS, trials({ peakPssBytes: 2e9 }));
    assert.deepEqual(liveGroups(run), [['a', 'b']]);
  });
});
