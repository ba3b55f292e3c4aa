import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { labelOf, summarize } from '../../../harness/analysis/summary.ts';
import { completedTrial, failedTrial, invalidTrial, runOf, scenario } from '../../support/run.ts';

const FLOOR = scenario('bare-work', 'floor');
const BASE = scenario('single-threaded');
const OTHER = scenario('worker-threads');

function summaryOf(model: string, ...[scenarios, trials]: Parameters<typeof runOf>) {
  const found = summarize(runOf(scenarios, trials)).scenarios.find(
    (summary) => summary.scenario.model === model,
  );
  assert.ok(found);
  return found;
}

function wall(model: string, ...times: readonly number[]) {
  return times.map((wallMs, round) => completedTrial(model, round, { wallMs, cpuMs: wallMs / 2 }));
}

describe('summarize', () => {
  it('leaves warm-up rounds out of everything', () => {
    const warmup = [
      completedTrial('single-threaded', -2, { wallMs: 9e9 }),
      failedTrial('single-threaded', -1),
    ];
    const summary = summaryOf('single-threaded', [BASE], [...warmup, ...wall(BASE.id, 1, 2, 3)]);
    assert.deepEqual([summary.completed, summary.failed, summary.valid], [3, 0, true]);
    assert.equal(summary.metrics.wallMs?.high, 3);
  });

  it('leaves confirmations out as well', () => {
    const confirmation = { ...failedTrial(BASE.id, 3), phase: 'confirmation' as const };
    const { completed, valid } = summaryOf(BASE.model, [BASE], [...wall(BASE.id, 1), confirmation]);
    assert.deepEqual([completed, valid], [1, true]);
  });

  it('has no programs, which compare only in what they measure themselves', () => {
    const program = { ...scenario('program'), kind: 'program' as const };
    const { scenarios } = summarize(runOf([program, BASE], wall('program', 1)));
    assert.deepEqual(scenarios.map(labelOf), [BASE.label]);
  });

  it('never counts failed and invalid trials, and says the model is not valid', () => {
    const bad = [failedTrial(BASE.id, 3), invalidTrial(BASE.id, 4, 'short')];
    const summary = summaryOf('single-threaded', [BASE], [...wall(BASE.id, 1, 2, 3), ...bad]);
    assert.deepEqual(
      [summary.completed, summary.failed, summary.invalid, summary.valid],
      [3, 1, 1, false],
    );
    assert.equal(summary.metrics.wallMs?.n, 3);
  });

  it('has nothing to say of a model without a completed trial', () => {
    const summary = summaryOf('single-threaded', [BASE], [failedTrial(BASE.id, 0)]);
    assert.equal(summary.valid, false);
    assert.equal(summary.last, null);
    assert.ok(Object.values(summary.metrics).every((interval) => interval === null));
  });

  it('gives medians with their intervals', () => {
    const { metrics } = summaryOf('single-threaded', [BASE], wall(BASE.id, 6, 1, 4, 3, 2, 5, 7));
    // Seven values: the interval of 95 % or more lies between the smallest and the largest.
    const { estimate, low, high, coverage, n } = metrics.wallMs ?? assert.fail('no interval');
    assert.deepEqual([estimate, low, high, n], [4, 1, 7, 7]);
    assert.equal(coverage, 1 - 2 ** -6);
  });

  it('makes do with one round, and does not claim what it cannot', () => {
    const trials = [...wall(BASE.id, 10), ...wall(OTHER.id, 5)];
    const { metrics, speedup } = summaryOf('worker-threads', [BASE, OTHER], trials);
    const { estimate, low, high, coverage } = metrics.wallMs ?? assert.fail('no interval');
    assert.deepEqual([estimate, low, high, coverage], [5, 5, 5, 0]);
    assert.ok(speedup && Math.abs(speedup.ratio - 2) < 1e-12);
  });

  it('compares within rounds: time of the baseline over that of the model', () => {
    // A machine that slows to a tenth changes no ratio.
    const trials = [...wall(BASE.id, 10, 100, 1000), ...wall(OTHER.id, 5, 50, 500)];
    const { speedup } = summaryOf('worker-threads', [BASE, OTHER], trials);
    for (const value of [speedup?.ratio, speedup?.low, speedup?.high]) {
      assert.ok(value !== undefined && Math.abs(value - 2) < 1e-9);
    }
  });

  it('compares with the baseline and the floor that a scenario names, whatever they are called', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => scenario(id));
    assert.ok(a && b && c && d);
    const compared = { ...d, baseline: 'b', floor: 'c' };
    const trials = [10, 20, 30, 40].flatMap((ms, index) => wall('abcd'[index] ?? '', ms));
    const { speedup, cpuOverFloor } = summaryOf('d', [a, b, c, compared], trials);
    assert.ok(speedup && Math.abs(speedup.ratio - 20 / 40) < 1e-9);
    assert.ok(cpuOverFloor && Math.abs(cpuOverFloor.ratio - 40 / 30) < 1e-9);
  });

  it('compares in rounds that count and have both', () => {
    const trials = [
      ...[BASE, OTHER].map(({ id }) => completedTrial(id, -1, { wallMs: 1 })),
      ...wall(BASE.id, 10, 10, 10),
      completedTrial(OTHER.id, 0, { wallMs: 5 }),
      completedTrial(OTHER.id, 7, { wallMs: 1 }),
    ];
    const { speedup } = summaryOf('worker-threads', [BASE, OTHER], trials);
    assert.equal(speedup?.n, 1);
    assert.ok(Math.abs(speedup.ratio - 2) < 1e-12);
  });

  it('has no ratio to or from a scenario with a trial that failed', () => {
    const trials = [...wall(BASE.id, 10, 10), ...wall(OTHER.id, 5)];
    const failing = [...trials, failedTrial(OTHER.id, 1)];
    const baseFailing = [...trials, failedTrial(BASE.id, 2)];
    assert.equal(summaryOf('worker-threads', [BASE, OTHER], failing).speedup, null);
    assert.equal(summaryOf('worker-threads', [BASE, OTHER], baseFailing).speedup, null);
  });

  it('has no ratio where no round has both', () => {
    const trials = [...wall(BASE.id, 10), completedTrial(OTHER.id, 1, {})];
    assert.equal(summaryOf('worker-threads', [BASE, OTHER], trials).speedup, null);
    assert.equal(summaryOf('worker-threads', [OTHER], wall(OTHER.id, 5)).speedup, null);
  });

  it('shows CPU as a multiple of the floor, and no speed-up of the floor itself', () => {
    const scenarios = [FLOOR, BASE];
    const trials = [...wall(FLOOR.id, 10, 20), ...wall(BASE.id, 30, 60)];
    const cpuOverFloor = summaryOf('single-threaded', scenarios, trials).cpuOverFloor;
    assert.ok(cpuOverFloor && Math.abs(cpuOverFloor.ratio - 3) < 1e-9);
    assert.equal(summaryOf('bare-work', scenarios, trials).speedup, null);
    assert.equal(summaryOf('single-threaded', [BASE], wall(BASE.id, 1)).cpuOverFloor, null);
  });

  it('leaves out values that are missing or that no ratio can have', () => {
    const trials = [
      completedTrial(FLOOR.id, 0, { cpuMs: 0 }),
      completedTrial(BASE.id, 0, { cpuMs: null }),
      completedTrial(BASE.id, 1, { cpuMs: 7 }),
    ];
    const summary = summaryOf('single-threaded', [FLOOR, BASE], trials);
    assert.equal(summary.cpuOverFloor, null);
    assert.deepEqual([summary.metrics.cpuMs?.n, summary.metrics.cpuMs?.estimate], [1, 7]);
  });
});
