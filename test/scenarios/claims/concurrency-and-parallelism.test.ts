import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { CaseFigures } from '../../../harness/claim-contract.ts';
import claim from '../../../scenarios/claims/concurrency-and-parallelism.ts';
import { madeUpFigures } from '../../support/claim-figures.ts';

const WORKLOADS = ['I/O-bound', 'mixed', 'CPU-bound'] as const;

/**
 * One loop takes a second of time and `oneLoopCpuMs` on each workload; threads take `threadsMs`. One
 * loop is up after 100 ms and threads after 300 ms, and all have their last result 50 ms before the end.
 */
function judged(threadsMs: readonly number[], oneLoopCpuMs = 1000) {
  const cases = WORKLOADS.flatMap(
    (workload, index): readonly (readonly [string, CaseFigures])[] => [
      [`single-threaded, ${workload}`, phases(1000, 100, oneLoopCpuMs)],
      [`worker-threads, ${workload}`, phases(threadsMs[index] ?? NaN, 300, 1200)],
      [`child-processes, ${workload}`, phases(700, 400, 1400)],
    ],
  );
  return claim.judge(madeUpFigures(Object.fromEntries(cases)));
}

function phases(wallMs: number, workersReadyMs: number, cpuMs: number): CaseFigures {
  return { wallMs, cpuMs, workersReadyMs, lastResultMs: wallMs - 50 };
}

describe('concurrency-and-parallelism', () => {
  it('holds where threads are faster on every workload', () => {
    const { verdict, sentence, chart } = judged([900, 700, 600]);
    assert.equal(verdict, 'holds');
    assert.equal(
      sentence,
      'On CPU-bound work one event loop keeps 1.00 cores busy, 4 threads 2.00. Their speed-up is 1.11 on I/O-bound work, 1.43 on mixed work, 1.67 on CPU-bound work; once they are up it is at most 1.55 on I/O-bound work, 2.43 on mixed work, 3.40 on CPU-bound work.',
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
    assert.equal(
      condition,
      'in cores kept busy; in time threads gained nothing here, their start included',
    );
  });

  it('bears what collection and compilation take beside the loop', () => {
    assert.equal(judged([900, 700, 600], 1300).verdict, 'holds');
  });

  it('does not hold where one loop keeps several cores busy by itself', () => {
    assert.equal(judged([900, 700, 600], 1900).verdict, 'does-not-hold');
  });
});
