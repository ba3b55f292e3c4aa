import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { roundsToCompare } from '../../../harness/analysis/confidence.ts';
import { contenders, rank, sharedBaseline } from '../../../harness/analysis/ranking.ts';
import { summarize } from '../../../harness/analysis/summary.ts';
import { createRandom } from '../../../harness/stats/random.ts';
import { completedTrial, failedTrial, runOf, scenario } from '../../support/run.ts';
import { draw, normal, shareError, shareOf } from '../../support/distributions.ts';

type Times = Readonly<Record<string, readonly number[]>>;

function summaryOf(times: Times) {
  const trials = Object.entries(times).flatMap(([id, values]) =>
    values.map((value, round) => completedTrial(id, round, { wallMs: value })),
  );
  return summarize(
    runOf(
      Object.keys(times).map((id) => scenario(id)),
      trials,
    ),
  );
}

function ranks(times: Times) {
  const { ranks: found } = rank(summaryOf(times), 'wallMs');
  return found === null ? null : Object.fromEntries(found);
}

/** Eight rounds about a time, each off by its own share. */
const around = (time: number, ...wobble: readonly number[]) =>
  Array.from({ length: 8 }, (_, round) => time * (1 + (wobble[round % wobble.length] ?? 0)));

describe('rank', () => {
  it('puts models behind those shown to take less', () => {
    const [a, b, c] = [around(100, 0, 0.01), around(120, 0.01, 0), around(150, 0)];
    assert.deepEqual(ranks({ c, a, b }), { a: 1, b: 2, c: 3 });
  });

  it('lets models that are not told apart share a rank, and leaves a gap behind them', () => {
    const [a, b, c] = [around(100, 0, 0.1, -0.1), around(101, 0.1, -0.1, 0), around(150, 0)];
    assert.deepEqual(ranks({ a, b, c }), { a: 1, b: 1, c: 3 });
  });

  it('compares within rounds: a machine that slows down hides nothing', () => {
    const slowing = (time: number) => [1, 2, 4, 8, 16, 32, 64, 128].map((times) => times * time);
    assert.deepEqual(ranks({ a: slowing(100), b: slowing(101) }), { a: 1, b: 2 });
  });

  it('follows what was shown where being alike does not carry over', () => {
    const a = around(100, 0);
    const b = around(104, 0.06, -0.06, 0.05, -0.05);
    const c = around(108, 0.001, 0);
    // a and b are alike, b and c are alike, and c takes more than a.
    assert.deepEqual(ranks({ a, b, c }), { a: 1, b: 1, c: 2 });
  });

  it('gives no rank with fewer rounds than all pairs together need', () => {
    const first = (times: readonly number[], n: number) => times.slice(0, n);
    const [a, b, c] = [around(100, 0), around(200, 0), around(300, 0)];
    assert.equal(roundsToCompare(1, 1), 6);
    assert.equal(roundsToCompare(3, 1), 7);
    assert.equal(roundsToCompare(3, 3), 9);
    assert.equal(ranks({ a: first(a, 5), b: first(b, 5) }), null);
    assert.deepEqual(ranks({ a: first(a, 6), b: first(b, 6) }), { a: 1, b: 2 });
    assert.equal(ranks({ a: first(a, 6), b: first(b, 6), c: first(c, 6) }), null);
    assert.equal(ranks({ a }), null);
  });

  it('leaves floors, heads of a check and models with a failed trial out', () => {
    const scenarios = [
      scenario('floor', 'floor'),
      { ...scenario('base'), role: 'base' as const },
      { ...scenario('head'), role: 'head' as const },
      scenario('broken'),
    ];
    const trials = scenarios.map(({ id }) => completedTrial(id, 0, {}));
    const summary = summarize(runOf(scenarios, [...trials, failedTrial('broken', 1)]));
    assert.deepEqual(
      contenders(summary).map(({ scenario: { id } }) => id),
      ['base'],
    );
  });

  it('knows the baseline that all ranked models share, if they do', () => {
    const shared = (...baselines: readonly (string | null)[]) => {
      const scenarios = ['a', 'b', 'c'].map((id, index) => ({
        ...scenario(id),
        baseline: baselines[index] ?? null,
      }));
      return sharedBaseline(summarize(runOf(scenarios, [])));
    };
    assert.equal(shared(null, 'a', 'a'), 'a');
    assert.equal(shared(null, 'a', 'b'), null);
    assert.equal(shared(), null);
  });

  it('ranks equal models apart in at most 1 of 20 runs, and finds what is there', () => {
    const repeats = 1000;
    const random = createRandom(1, 'ranks');
    const noisy = (time: number) => draw(normal, 10, random).map((x) => time * Math.exp(0.05 * x));
    const allFirst = (times: Times) => Object.values(ranks(times) ?? {}).every((one) => one === 1);
    const alarms = shareOf(repeats, () => !allFirst({ a: noisy(1), b: noisy(1), c: noisy(1) }));
    assert.ok(alarms > 0.01 && alarms <= 0.05 + shareError(0.05, repeats), String(alarms));
    const found = shareOf(100, () => !allFirst({ a: noisy(1), b: noisy(1), c: noisy(1.2) }));
    assert.ok(found >= 0.95, String(found));
  });
});
