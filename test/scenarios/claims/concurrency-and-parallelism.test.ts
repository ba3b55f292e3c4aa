import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { CaseFigures } from '../../../harness/claim-contract.ts';
import claim from '../../../scenarios/claims/concurrency-and-parallelism.ts';
import { madeUpFigures } from '../../fixtures/claim-figures.ts';

const WORKLOADS = ['I/O-bound', 'mixed', 'CPU-bound'] as const;

/** One loop takes a second of time and `oneLoopCpuMs` on each workload; threads take `threadsMs`. */
function judged(threadsMs: readonly number[], oneLoopCpuMs = 1000) {
  const cases = WORKLOADS.flatMap(
    (workload, index): readonly (readonly [string, CaseFigures])[] => [
      [`single-threaded, ${workload}`, { wallMs: 1000, cpuMs: oneLoopCpuMs }],
      [`worker-threads, ${workload}`, { wallMs: threadsMs[index] ?? NaN, cpuMs: 1200 }],
      [`child-processes, ${workload}`, { wallMs: 700, cpuMs: 1400 }],
    ],
  );
  return claim.judge(madeUpFigures(Object.fromEntries(cases)));
}

describe('concurrency-and-parallelism', () => {
  it('holds where threads are faster on every workload', () => {
    const { verdict, sentence, chart } = judged([900, 700, 600]);
    assert.equal(verdict, 'holds');
    assert.equal(
      sentence,
      'On CPU-bound work one event loop keeps 1.00 cores busy, 4 threads 2.00; their speed-up is 1.11 on I/O-bound work, 1.43 on mixed work, 1.67 on CPU-bound work.',
    );
    assert.equal(chart?.points.length, 9);
  });

  it('depends where they are faster on some, and names those', () => {
    const { verdict, condition } = judged([1100, 1000, 600]);
    assert.equal(verdict, 'depends');
    assert.equal(condition, 'in cores kept busy; in time where the work is CPU-bound');
  });

  it('depends where more cores are kept busy, but no workload gains by it', () => {
    const { verdict, condition } = judged([1100, 1100, 1000]);
    assert.equal(verdict, 'depends');
    assert.equal(condition, 'in cores kept busy; in time threads gained nothing here');
  });

  it('does not hold where one loop keeps several cores busy by itself', () => {
    assert.equal(judged([900, 700, 600], 1900).verdict, 'does-not-hold');
  });
});
