import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { compare } from '../../../harness/analysis/comparison.ts';
import { CONFIDENCE } from '../../../harness/analysis/confidence.ts';
import { onceUp } from '../../../harness/analysis/once-up.ts';
import { summarize } from '../../../harness/analysis/summary.ts';
import { rank } from '../../../harness/analysis/ranking.ts';
import type { RunFile } from '../../../results/format.ts';
import { failedLaunch, latenciesOf, liveRun, launchOf } from '../../support/live-run.ts';

function of(run: RunFile, id: string) {
  const scenario = run.scenarios.find((one) => one.id === id) ?? assert.fail();
  return onceUp(run, scenario, CONFIDENCE);
}

const about = (value: number | undefined, expected: number) => {
  assert.ok(Math.abs((value ?? NaN) - expected) < 1e-9, String(value));
};

describe('onceUp', () => {
  it('has medians over launches, the pilot left out', () => {
    const one = of(liveRun(), 'single-threaded') ?? assert.fail();
    assert.equal(one.launches, 8);
    // Of 1 + 0/40 … 7/40.
    about(one.itemMs.estimate, 0.55 * (1 + 3.5 / 40));
    about(one.itemCpuMs?.estimate, 0.56 * (1 + 3.5 / 40));
    assert.ok((one.latencyP50Ms?.estimate ?? 0) < (one.latencyP99Ms?.estimate ?? 0));
  });

  it('compares within launches: what the machine does to one cancels', () => {
    const run = liveRun();
    const { speedup, cpuOverFloor } = of(run, 'child-processes') ?? assert.fail();
    about(speedup?.low, 0.55 / 0.4);
    about(speedup?.high, 0.55 / 0.4);
    about(cpuOverFloor?.ratio, 0.64 / 0.39);
    const threads = of(run, 'worker-threads')?.speedup ?? assert.fail();
    assert.ok(threads.low < threads.high && threads.high < 1.32);
    assert.equal(of(run, 'single-threaded')?.speedup, null);
    about(of(run, 'bare-work')?.cpuOverFloor?.ratio, 1);
  });

  it('knows no p99 where the warm-up, in older runs, may be all that lies beyond it', () => {
    const launch = launchOf(0, { 'single-threaded': [1, 1] }, 99);
    const measured = 99 * 40;
    const waiting = (items: number) => {
      const sides = launch.sides.map((side) => ({ ...side, latencies: latenciesOf(items) }));
      return of({ ...liveRun(), launches: [{ ...launch, sides }] }, 'single-threaded');
    };
    assert.ok(waiting(measured)?.latencyP99Ms != null);
    assert.ok(waiting(measured / 0.99)?.latencyP99Ms != null);
    assert.equal(waiting(measured / 0.98)?.latencyP99Ms, null);
    assert.ok(waiting(measured / 0.98)?.latencyP50Ms != null);
  });

  it('has no CPU where the system does not say', () => {
    const run = { ...liveRun(), launches: [launchOf(0, { 'single-threaded': [1, null] })] };
    const one = of(run, 'single-threaded') ?? assert.fail();
    assert.deepEqual([one.itemCpuMs, one.cpuOverFloor], [null, null]);
  });

  it('is null for what no launch measured, and for what failed once', () => {
    const run = liveRun();
    assert.equal(of(run, 'broken'), null);
    assert.equal(of({ ...run, launches: [] }, 'single-threaded'), null);
    const pilot = { ...run, launches: [failedLaunch(-1, 'worker-threads'), ...run.launches] };
    assert.equal(of(pilot, 'worker-threads'), null);
    assert.equal(compare(pilot, 'worker-threads', 'single-threaded', 'itemMs'), null);
    assert.equal(of(pilot, 'child-processes')?.launches, 8);
    const odd = { ...run, launches: [...run.launches, failedLaunch(8, null)] };
    assert.equal(of(odd, 'worker-threads')?.launches, 8);
  });

  it('ranks models by what they take in the same launches', () => {
    const { ranks } = rank(summarize(liveRun()), 'itemMs');
    assert.deepEqual(Object.fromEntries(ranks ?? []), {
      ...{ 'child-processes': 1, 'worker-threads': 2, 'single-threaded': 3 },
    });
  });
});
