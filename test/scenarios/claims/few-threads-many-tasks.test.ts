import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { CaseFigures } from '../../../harness/claim-contract.ts';
import claim from '../../../scenarios/claims/few-threads-many-tasks.ts';
import { madeUpFigures } from '../../support/claim-figures.ts';

/** Figures by the number of threads, the same at both totals. */
function judged(times: Readonly<Record<number, number>>, costOf = (threads: number) => threads) {
  const cases = Object.entries(times).flatMap(([threads, wallMs]) => {
    const cost = costOf(Number(threads));
    const figures: CaseFigures = { wallMs, cpuMs: 1000 * cost, peakPssBytes: 100e6 * cost };
    return [64, 400].map((total) => [`${threads} × ${total / Number(threads)}`, figures] as const);
  });
  return claim.judge(madeUpFigures(Object.fromEntries(cases)));
}

describe('few-threads-many-tasks', () => {
  it('holds where few threads are as fast as any, and more cost memory and CPU', () => {
    const { verdict, sentence, evidence, chart } = judged({
      1: 2000,
      2: 1000,
      4: 1000,
      8: 1100,
      16: 1500,
    });
    assert.equal(verdict, 'holds');
    assert.equal(
      evidence.join(' '),
      '16 threads against 2 threads: time, 1.50x slower; memory, 8.00x more; CPU, 8.00x more.',
    );
    assert.equal(
      sentence,
      'At 400 requests in flight, 2 threads were enough; 16 threads: 1.50x slower, 8.00x more CPU.',
    );
    assert.equal(chart?.points.length, 10);
  });

  it('speaks of one thread in the singular', () => {
    const { sentence } = judged({ 1: 900, 2: 1000, 4: 1000, 8: 1100, 16: 1500 });
    assert.match(sentence, /400 .* 1 thread was enough/);
  });

  it('does not hold where the most threads are the fastest', () => {
    const { verdict, sentence } = judged({ 1: 2000, 2: 1000, 4: 900, 8: 800, 16: 700 });
    assert.equal(verdict, 'does-not-hold');
    assert.match(sentence, /400 .* 16 threads were the fastest/);
  });

  it('does not hold where more threads cost nothing', () => {
    const times = { 1: 2000, 2: 1000, 4: 1000, 8: 1100, 16: 1500 };
    assert.equal(judged(times, () => 1).verdict, 'does-not-hold');
  });
});
