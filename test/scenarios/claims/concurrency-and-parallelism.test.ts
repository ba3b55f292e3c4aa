import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import claim from '../../../scenarios/claims/concurrency-and-parallelism.ts';
import {
  type Live,
  type MadeUp,
  madeUpFigures,
  type MadeUpItem,
  type MadeUpValue,
} from '../../support/claim-figures.ts';

const WORKLOADS = ['I/O-bound', 'mixed', 'CPU-bound'] as const;

/** Of worker-threads on each workload, in the order of WORKLOADS. */
type Times = readonly MadeUpValue[];

/** Once up, an item takes one loop 1 ms of time and of CPU, where not said. */
interface Judged {
  readonly jobMs?: Times;
  readonly itemMs?: Times;
  readonly oneLoopMs?: MadeUpValue;
  readonly oneLoopCpuMs?: number;
}

/** From start to exit, one loop takes a second of time and of CPU. */
function judged({ jobMs = [1100, 1100, 1500], itemMs, oneLoopMs = 1, oneLoopCpuMs = 1 }: Judged) {
  const cases = WORKLOADS.flatMap((workload, index): readonly (readonly [string, MadeUp])[] => [
    [`single-threaded, ${workload}`, { wallMs: 1000, cpuMs: 1000 }],
    [`worker-threads, ${workload}`, { wallMs: jobMs[index] ?? NaN, cpuMs: 2250 }],
    [`child-processes, ${workload}`, { wallMs: 2000, cpuMs: 2000 }],
  ]);
  const live: Live =
    itemMs === undefined
      ? {}
      : {
          onceUp: Object.fromEntries(
            WORKLOADS.flatMap((workload, index): readonly (readonly [string, MadeUpItem])[] => [
              [`single-threaded, ${workload}`, [oneLoopMs, oneLoopCpuMs]],
              [`worker-threads, ${workload}`, [itemMs[index] ?? NaN, 1.2]],
              [`child-processes, ${workload}`, [0.8, 1.4]],
            ]),
          ),
          capacity: { case: 'bare-work', copies: 4, times: 2 },
        };
  return claim.judge(
    madeUpFigures({ ...Object.fromEntries(cases), 'bare-work': {} }, 'full', live),
  );
}

describe('concurrency-and-parallelism', () => {
  it('holds where threads that are up are faster on every workload, whatever their start takes', () => {
    const { verdict, evidence, chart, tables } = judged({ itemMs: [0.9, 0.7, 0.6] });
    assert.equal(verdict, 'holds');
    const [busy = '', onceUp = '', capacity = '', job = ''] = evidence;
    assert.match(busy, /once up, .* 1\.00 cores .* 4 threads 2\.00/);
    assert.match(onceUp, /once up: .*1\.11x faster; mixed work, 1\.43x faster; .* 1\.67x faster/);
    assert.match(capacity, /^4 processes .* 2\.00 times/);
    assert.match(job, /from start to exit: .*1\.10x slower; .*1\.10x slower; .*1\.50x slower/);
    assert.equal(chart?.points.length, 9);
    assert.match(chart.title, /once up/);
    assert.deepEqual(
      tables.map(({ title, rows }) => [title, rows.length]),
      [
        ['Cores and speed-up once up', 9],
        ['Cores and speed-up from start to exit', 9],
      ],
    );
  });

  it('depends where they are faster on some, and names those', () => {
    const { verdict, condition } = judged({ itemMs: [1, 1, 0.6] });
    assert.equal(verdict, 'depends');
    assert.equal(
      condition,
      'threads keep more cores busy; once up, they were faster where the work is CPU-bound',
    );
  });

  it('depends where more cores are kept busy, but no workload gains by it', () => {
    const { verdict, condition } = judged({ itemMs: [1, 1, 1] });
    assert.equal(verdict, 'depends');
    assert.equal(condition, 'threads keep more cores busy; once up, they were not faster');
  });

  it('bears what collection and compilation take beside the loop', () => {
    assert.equal(judged({ itemMs: [0.9, 0.7, 0.6], oneLoopCpuMs: 1.3 }).verdict, 'holds');
  });

  it('compares cores within launches: a machine that is busy at times is so for both', () => {
    const speeds = [1, 4, 2, 3, 1.5, 5];
    const { verdict } = judged({
      itemMs: [0.9, 0.7, 0.6].map((ms) => speeds.map((times) => ms * times)),
      oneLoopMs: speeds,
    });
    assert.equal(verdict, 'holds');
  });

  it('does not hold where one loop keeps several cores busy by itself', () => {
    const { verdict } = judged({ itemMs: [0.9, 0.7, 0.6], oneLoopCpuMs: 1.9 });
    assert.equal(verdict, 'does-not-hold');
  });

  it('judges by jobs where nothing was launched, and says so', () => {
    const { verdict, evidence, condition, tables } = judged({});
    assert.equal(verdict, 'depends');
    assert.match(
      evidence.join(' '),
      /^On CPU-bound work, from start to exit, one event loop keeps 1\.00/,
    );
    assert.match(evidence.join(' '), /once up was not measured\.$/);
    assert.equal(
      condition,
      'threads keep more cores busy; from start to exit, they were not faster',
    );
    assert.equal(tables.length, 1);
  });

  it('launches its models, and asks what the machine gives to as many copies as there are workers', () => {
    const ids = claim.cases('quick').map(({ id }) => id);
    assert.deepEqual(
      claim.launches?.flatMap((launch) => launch.cases),
      ids.slice(0, -1),
    );
    assert.deepEqual(claim.capacity, { case: ids.at(-1), copies: 4 });
  });
});
