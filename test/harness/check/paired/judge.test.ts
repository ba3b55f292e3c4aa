import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { checkedSides } from '../../../../harness/check/paired/compared-models.ts';
import { judge } from '../../../../harness/check/paired/judge.ts';
import { STANDARD } from '../../../../harness/check/rule.ts';
import type { Role, RunFile } from '../../../../results/format.ts';
import type { CheckedMetric } from '../../../../harness/check/metric.ts';
import { parseRun } from '../../../../results/reading.ts';
import { asVersion2 } from '../../../support/old-runs.ts';
import { failedTrial, invalidTrial } from '../../../support/run.ts';
import { checkOf } from '../../../support/check-run.ts';

const same = () => ({});
const slower = (share: number) => (role: Role) =>
  role === 'head' ? { cpuMs: 800 * (1 + share) } : {};

describe('a check of equal sides', () => {
  const result = judge(checkOf(5, same), STANDARD);

  it('is unchanged in every gated and exact metric', () => {
    assert.equal(result.outcome, 'unchanged');
    const deciding = result.verdicts.filter(({ kind }) => kind !== 'advisory');
    assert.deepEqual(
      deciding.map(({ metric, verdict }) => `${metric} ${verdict}`),
      [
        ...['wallMs', 'cpuMs', 'peakPssBytes'],
        ...['messages', 'boundaryBytes', 'requests', 'responseBytes'],
      ].map((metric) => `${metric} unchanged`),
    );
    assert.deepEqual(codes(result), []);
  });

  it('says how small an effect it would have found', () => {
    const { smallestEffect, effect, n, basis } = verdict(result, 'cpuMs');
    assert.ok(smallestEffect !== null && smallestEffect >= 0.03 && smallestEffect < 0.05);
    const { low, estimate, high } = effect ?? assert.fail('no effect');
    assert.ok((low ?? NaN) < estimate && estimate < (high ?? NaN));
    assert.deepEqual([n, basis], [5, 'rounds']);
  });

  it('has no interval where too few rounds were measured to give one', () => {
    const bounds = [1, 4, 5].map((rounds) => {
      const { effect } = verdict(judge(checkOf(rounds, same), STANDARD), 'cpuMs');
      return typeof effect?.low === 'number' && typeof effect.high === 'number';
    });
    // Two thirds of 5 % are for the first look, and 2^-5 is below them: of 5 rounds all must say so.
    assert.deepEqual(bounds, [false, false, true]);
  });
});

describe('a regression', () => {
  it('is inconclusive until fresh rounds have shown it again', () => {
    const before = judge(checkOf(6, slower(0.1)), STANDARD);
    assert.equal(before.outcome, 'inconclusive');
    assert.equal(verdict(before, 'cpuMs').more, 5);
    const after = judge(checkOf(11, slower(0.1), { confirmFrom: 6 }), STANDARD);
    assert.equal(after.outcome, 'regressed');
    assert.equal(verdict(after, 'cpuMs').verdict, 'regressed');
    assert.deepEqual(verdict(after, 'cpuMs').confirmation?.confirmed, true);
    assert.equal(verdict(after, 'wallMs').verdict, 'unchanged');
  });

  it('is judged alike in a file of version 2', () => {
    const run = checkOf(11, slower(0.1), { confirmFrom: 6 });
    const old = parseRun(JSON.stringify(asVersion2(run)));
    assert.deepEqual(judge(old, STANDARD), judge(run, STANDARD));
    assert.deepEqual(checkedSides(old), checkedSides(run));
  });

  it('that does not come again is inconclusive, and said to be', () => {
    const passing = (role: Role, round: number) => (round < 6 ? slower(0.1)(role) : {});
    const result = judge(checkOf(21, passing, { confirmFrom: 6 }), STANDARD);
    assert.equal(result.outcome, 'inconclusive');
    assert.equal(verdict(result, 'cpuMs').confirmation?.confirmed, false);
    assert.deepEqual(codes(result), ['regression-unconfirmed']);
  });

  it('that does not come again holds nothing up once a later look decides', () => {
    const passing = (role: Role, round: number) => (round < 3 ? slower(0.1)(role) : {});
    const late = checkOf(6, slower(0.1)).trials;
    const fresh = checkOf(21, () => ({}), { confirmFrom: 6 }).trials.slice(late.length);
    const goesOn = checkOf(48, passing).trials.filter(({ round }) => round >= 21);
    const at = (rounds: number) => {
      const more = goesOn.filter(({ round }) => round < 15 + rounds);
      return judge({ ...checkOf(0, passing), trials: [...late, ...fresh, ...more] }, STANDARD);
    };
    // The refuted look does not stand for the later one, which says neither.
    const { verdict: said, n, confirmation } = verdict(at(9), 'cpuMs');
    assert.deepEqual([said, n, confirmation], ['inconclusive', 9, null]);
    const result = at(33);
    assert.equal(result.outcome, 'unchanged');
    assert.equal(verdict(result, 'cpuMs').confirmation, null);
    assert.deepEqual(codes(result), []);
  });

  it('of half a confirmation is not confirmed', () => {
    const result = judge(checkOf(9, slower(0.1), { confirmFrom: 6 }), STANDARD);
    assert.equal(result.outcome, 'inconclusive');
    assert.equal(verdict(result, 'cpuMs').more, 2);
    assert.deepEqual(codes(result), []);
  });

  it('below the smallest relevant difference is none', () => {
    const tiny = (role: Role) => ({ cpuMs: role === 'head' ? 33 : 30 });
    assert.equal(verdict(judge(checkOf(6, tiny), STANDARD), 'cpuMs').verdict, 'unchanged');
  });

  it('the other way round is an improvement', () => {
    const result = judge(checkOf(6, slower(-0.1)), STANDARD);
    assert.equal(result.outcome, 'improved');
    assert.equal(verdict(result, 'cpuMs').verdict, 'improved');
  });
});

describe('peak memory', () => {
  it('is that of RSS where PSS cannot be had', () => {
    const noPss = (role: Role) => ({
      peakPssBytes: null,
      peakRssBytes: role === 'head' ? 132e6 : 120e6,
    });
    const result = judge(checkOf(11, noPss, { confirmFrom: 6 }), STANDARD);
    assert.equal(verdict(result, 'peakRssBytes').verdict, 'regressed');
    assert.ok(!result.verdicts.some(({ metric }) => metric === 'peakPssBytes'));
    assert.deepEqual(codes(result), ['metric-unavailable']);
  });
});

describe('exact metrics', () => {
  const head = (metrics: Record<string, number>) => (role: Role) =>
    role === 'head' ? metrics : {};

  it('decide by any difference, in the direction that is bad, or in both where none is good', () => {
    const outcomes = [{ requests: 1000 }, { requests: 1002 }, { messages: 1 }].map(
      (metrics) => judge(checkOf(6, head(metrics)), STANDARD).outcome,
    );
    assert.deepEqual(outcomes, ['regressed', 'regressed', 'regressed']);
    const fewer = (role: Role) => ({ messages: role === 'head' ? 32 : 33 });
    assert.equal(judge(checkOf(6, fewer), STANDARD).outcome, 'improved');
  });

  it('decide nothing where they vary within a side', () => {
    const varying = (role: Role, round: number) => ({
      messages: role === 'head' ? 33 + (round % 2) : 33,
    });
    const result = judge(checkOf(6, varying), STANDARD);
    assert.equal(result.outcome, 'unchanged');
    assert.equal(verdict(result, 'messages').kind, 'advisory');
    assert.deepEqual(codes(result), ['exact-varies']);
  });
});

describe('validity', () => {
  const red = () => checkOf(11, slower(0.1), { confirmFrom: 6 });

  it('a failed or invalid trial breaks the check, in the warm-up too', () => {
    const bad = [failedTrial('m@head', 3), invalidTrial('m@base', -1, 'results differ')];
    for (const trial of bad) {
      const result = judge({ ...red(), trials: [...red().trials, trial] }, STANDARD);
      assert.equal(result.outcome, 'broken');
      assert.deepEqual(codes(result), ['unequal-work']);
    }
  });

  it('an interrupted trial does not', () => {
    const aborted = { ...failedTrial('m@head', 11), cause: 'aborted' as const };
    assert.equal(
      judge({ ...red(), trials: [...red().trials, aborted] }, STANDARD).outcome,
      'regressed',
    );
  });

  it('a side that is missing breaks it, a control that is missing does not', () => {
    const alone = judge(checkOf(6, same, { roles: ['base', 'control'] }), STANDARD);
    assert.deepEqual([alone.outcome, ...codes(alone)], ['broken', 'arm-missing']);
    const without = judge(checkOf(6, same, { roles: ['base', 'head'] }), STANDARD);
    assert.deepEqual([without.outcome, ...codes(without)], ['unchanged', 'control-missing']);
    const compare: RunFile = {
      ...red(),
      scenarios: red().scenarios.map((one) => ({ ...one, role: null })),
    };
    assert.equal(judge(compare, STANDARD).outcome, 'broken');
  });

  it('a control that differs makes red inconclusive, but not what has no noise', () => {
    const favoured = (role: Role) => ({ cpuMs: role === 'base' ? 800 : 880 });
    const result = judge(checkOf(19, favoured, { confirmFrom: 14 }), STANDARD);
    assert.deepEqual([result.outcome, ...codes(result)], ['inconclusive', 'control-differs']);
    const counted = (role: Role) => ({
      ...favoured(role),
      requests: role === 'head' ? 1000 : 1001,
    });
    assert.equal(judge(checkOf(19, counted, { confirmFrom: 14 }), STANDARD).outcome, 'regressed');
  });

  it('a busy machine is said to be one, and red stays red', () => {
    const busy = red().trials.map((trial) =>
      trial.status === 'completed'
        ? { ...trial, machine: { ...trial.machine, foreignCpuShare: 0.3 } }
        : trial,
    );
    const result = judge({ ...red(), trials: busy }, STANDARD);
    assert.deepEqual([result.outcome, ...codes(result)], ['regressed', 'busy-machine']);
  });

  it('says of noise that no number of rounds that a check takes would decide', () => {
    const noisy = (role: Role, round: number) => ({
      cpuMs: role === 'head' ? ([3000, 400, 1100][round % 3] ?? 1000) : 1000,
    });
    const { verdict: found, more, tooNoisy } = verdict(judge(checkOf(8, noisy), STANDARD), 'cpuMs');
    assert.deepEqual([found, more, tooNoisy], ['inconclusive', null, true]);
  });

  it('too few rounds are inconclusive, rounds between two looks wait for the next', () => {
    const few = judge(checkOf(4, slower(0.5)), STANDARD);
    assert.deepEqual([few.outcome, ...codes(few)], ['inconclusive', 'too-few-rounds']);
    assert.equal(verdict(few, 'cpuMs').more, 1);
    const late = (role: Role, round: number) => (round < 6 ? {} : slower(0.5)(role));
    assert.equal(verdict(judge(checkOf(8, late), STANDARD), 'cpuMs').n, 5);
  });
});

function verdict({ verdicts }: ReturnType<typeof judge>, metric: CheckedMetric) {
  return verdicts.find((one) => one.metric === metric) ?? assert.fail(`no ${metric}`);
}

function codes({ findings }: ReturnType<typeof judge>): string[] {
  return findings.map(({ code }) => code);
}
