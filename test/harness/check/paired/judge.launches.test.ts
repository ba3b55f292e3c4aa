import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { CheckedMetric } from '../../../../harness/check/metric.ts';
import { judge } from '../../../../harness/check/paired/judge.ts';
import { STANDARD } from '../../../../harness/check/rule.ts';
import type { Role } from '../../../../results/format.ts';
import { liveCheckOf } from '../../../support/check-run.ts';

describe('launches', () => {
  const costs = (role: Role) => ({ ms: 1, cpuMs: role === 'head' ? 1.3 : 1.2 });

  it('decide time and CPU, and whole trials of them only guard', () => {
    const noisy = (_: Role, round: number) => ({ wallMs: 1000 * (1 + (round % 3)) });
    const result = judge(liveCheckOf({ rounds: 5, launches: 5 }, undefined, noisy), STANDARD);
    assert.equal(result.outcome, 'unchanged');
    assert.deepEqual(
      result.verdicts
        .filter(({ kind }) => kind === 'gated' || kind === 'guarded')
        .map(({ metric, kind, basis, n }) => [metric, kind, basis, n].join(' ')),
      [
        'itemMs gated launches 5',
        'itemCpuMs gated launches 5',
        'wallMs guarded rounds 5',
        'cpuMs guarded rounds 5',
        'peakPssBytes gated rounds 5',
      ],
    );
    assert.deepEqual(codes(result), []);
  });

  it('are red once fresh launches confirm it, whatever is not measured by then', () => {
    const before = judge(liveCheckOf({ rounds: 1, launches: 6 }, costs), STANDARD);
    assert.deepEqual([before.outcome, ...codes(before)], ['inconclusive', 'too-few-rounds']);
    const taken = { rounds: 1, launches: 6, freshLaunches: 5 };
    const after = judge(liveCheckOf(taken, costs), STANDARD);
    assert.deepEqual([after.outcome, ...codes(after)], ['regressed']);
    const { base, head, confirmation } = verdict(after, 'itemCpuMs');
    assert.ok(base < 1.25 && head > 1.25);
    assert.deepEqual([confirmation?.n, confirmation?.confirmed], [5, true]);
    assert.equal(verdict(after, 'itemMs').verdict, 'unchanged');
  });

  it('that are missing hold up green', () => {
    const result = judge(liveCheckOf({ rounds: 6, launches: 0 }), STANDARD);
    assert.deepEqual([result.outcome, ...codes(result)], ['inconclusive', 'too-few-rounds']);
    assert.equal(verdict(result, 'wallMs').kind, 'guarded');
  });

  it('without a pilot leave time and CPU to whole trials, and it is said', () => {
    const run = liveCheckOf({ rounds: 6, launches: 0 });
    const pilots = run.launches.map(({ phase, round, startedAt, scenarios }) => ({
      ...{ phase, round, startedAt, scenarios, status: 'failed' as const },
      ...{ scenario: 'm@base', message: 'no passes' },
    }));
    const result = judge({ ...run, launches: pilots }, STANDARD);
    assert.deepEqual([result.outcome, ...codes(result)], ['unchanged', 'no-launches']);
    assert.equal(verdict(result, 'wallMs').kind, 'gated');
    const sample = pilots.map((pilot) => ({ ...pilot, phase: 'sample' as const, round: 0 }));
    const broken = judge({ ...run, launches: [...run.launches, ...sample] }, STANDARD);
    assert.deepEqual([broken.outcome, codes(broken)[0]], ['broken', 'unequal-work']);
  });

  it('leave CPU to whole trials where the system does not say it', () => {
    const noCpu = () => ({ ms: 1, cpuMs: null });
    const result = judge(liveCheckOf({ rounds: 6, launches: 6 }, noCpu), STANDARD);
    assert.equal(verdict(result, 'cpuMs').kind, 'gated');
    assert.equal(verdict(result, 'wallMs').kind, 'guarded');
  });

  it('of which the control differs make red inconclusive', () => {
    const favoured = (role: Role) => ({ ms: 1, cpuMs: role === 'base' ? 1.2 : 1.3 });
    const taken = { rounds: 1, launches: 9, freshLaunches: 5 };
    const result = judge(liveCheckOf(taken, favoured), STANDARD);
    assert.equal(result.outcome, 'inconclusive');
    assert.equal(codes(result)[0], 'control-differs');
  });

  it('say when a side is not idle while the other works', () => {
    const run = liveCheckOf({ rounds: 6, launches: 6 });
    const launches = run.launches.map((launch) =>
      launch.status === 'failed'
        ? launch
        : { ...launch, sides: launch.sides.map((side) => ({ ...side, stoppedCpuMs: 40 })) },
    );
    const result = judge({ ...run, launches }, STANDARD);
    assert.deepEqual([result.outcome, ...codes(result)], ['unchanged', 'idle-side', 'idle-side']);
  });
});

function verdict({ verdicts }: ReturnType<typeof judge>, metric: CheckedMetric) {
  return verdicts.find((one) => one.metric === metric) ?? assert.fail(`no ${metric}`);
}

function codes({ findings }: ReturnType<typeof judge>): string[] {
  return findings.map(({ code }) => code);
}
