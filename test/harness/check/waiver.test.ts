import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { judge } from '../../../harness/check/paired/judge.ts';
import { checkHeadline } from '../../../harness/check/report/headline.ts';
import { nextStep } from '../../../harness/check/paired/step.ts';
import { STANDARD } from '../../../harness/check/rule.ts';
import { acceptedOf, type DatedWaiver, dated, waiverOf } from '../../../harness/check/waiver.ts';
import { checkOf, liveCheckOf } from '../../support/check-run.ts';
import { scenario } from '../../support/run.ts';
import { WAIVER } from '../../support/waiver.ts';

/** What a check says of these waivers; all metrics but CPU are the same on both sides. */
function judged(run: ReturnType<typeof checkOf>, ...waivers: readonly DatedWaiver[]) {
  const result = judge(run, { ...STANDARD, waivers });
  const codes = result.findings.map(({ code }) => code);
  return {
    result,
    outcome: result.outcome,
    cpu: result.verdicts.find(({ metric }) => metric === 'cpuMs')?.verdict,
    waived: codes.filter((code) => code.startsWith('waiver-') || code === 'regression-accepted'),
  };
}

/** Of 18 rounds, and 5 to confirm. */
function cpuTimes(factor: number, more: Readonly<Record<string, readonly [number, number]>> = {}) {
  return checkOf(
    23,
    (role) => ({
      cpuMs: 800 * (role === 'head' ? factor : 1),
      ...Object.fromEntries(
        Object.entries(more).map(([name, [base, head]]) => [name, role === 'head' ? head : base]),
      ),
    }),
    { confirmFrom: 18 },
  );
}

describe('a waiver', () => {
  it('accepts a regression up to its ceiling', () => {
    assert.deepEqual(judged(cpuTimes(1.1)).outcome, 'regressed');
    const { outcome, cpu, waived, result } = judged(cpuTimes(1.1), WAIVER);
    assert.deepEqual([outcome, cpu, waived], ['accepted', 'accepted', ['regression-accepted']]);
    const verdict = result.verdicts.find(({ metric }) => metric === 'cpuMs');
    assert.ok(Math.abs((verdict?.effect?.estimate ?? 0) - 0.1) < 0.01);
    assert.match(
      checkHeadline(result),
      /^No new regression: m CPU \+.*, regressed, accepted until 2026-12-31: images are decoded/,
    );
  });

  it('is red beyond its ceiling, and says so', () => {
    const { outcome, waived, result } = judged(cpuTimes(1.1), { ...WAIVER, ceiling: 0.05 });
    assert.deepEqual([outcome, waived], ['regressed', ['waiver-exceeded']]);
    assert.match(checkHeadline(result), /^Regression: m CPU \+10.*, beyond the accepted \+5\.0 %$/);
    const confirmation = result.verdicts.find(({ metric }) => metric === 'cpuMs')?.confirmation;
    assert.ok(Math.abs((confirmation?.effect ?? 0) - 0.1) < 0.01);
  });

  it('is red when it has expired, and says so', () => {
    const { outcome, waived, result } = judged(cpuTimes(1.1), { ...WAIVER, expired: true });
    assert.deepEqual([outcome, waived], ['regressed', ['waiver-expired']]);
    assert.match(checkHeadline(result), /no longer accepted since 2026-12-31$/);
  });

  it('that nothing needs is a warning, as is one of a name that the check does not have', () => {
    const { outcome, waived, result } = judged(
      cpuTimes(1),
      WAIVER,
      { ...WAIVER, model: 'n' },
      { ...WAIVER, metric: 'p99' },
      { ...WAIVER, workload: 'another' },
    );
    assert.equal(outcome, 'unchanged');
    assert.deepEqual(waived, ['waiver-unused', 'waiver-unused', 'waiver-unused']);
    const seen = result.findings.map((finding) => finding.seen).join('\n');
    assert.match(seen, /it is unchanged\n.*no model "n"\n.*not of "p99"/);
  });

  it('lets a check go on to decide all else, where a regression would have ended it', () => {
    const run = liveCheckOf({ rounds: 1, launches: 6 }, (role) => ({
      ms: role === 'head' ? 1.3 : 1,
      cpuMs: 1.2,
    }));
    const waiver = { ...WAIVER, metric: 'time per item', ceiling: 0.4 };
    assert.equal(nextStep(run, STANDARD, false)?.phase, 'confirmation');
    const { basis, phase } = nextStep(run, { ...STANDARD, waivers: [waiver] }, false) ?? {};
    assert.deepEqual([basis, phase], ['rounds', 'sample']);
  });

  it('accepts more messages, but never more requests, which are other work', () => {
    const waivers = ['messages', 'requests'].map((metric) => ({ ...WAIVER, metric }));
    const of = (more: Parameters<typeof cpuTimes>[1]) => judged(cpuTimes(1, more), ...waivers);
    assert.equal(of({ messages: [100, 112] }).outcome, 'accepted');
    assert.equal(of({ messages: [100, 113] }).outcome, 'regressed');
    assert.equal(of({ requests: [100, 101] }).outcome, 'regressed');
    assert.equal(of({ requests: [100, 99] }).outcome, 'regressed');
  });

  it('does not apply to a side that fails', () => {
    const run = cpuTimes(1.1);
    const trials = run.trials.map((trial, index) =>
      index === 4 ? { ...trial, status: 'failed', cause: 'signal', message: 'x' } : trial,
    ) as typeof run.trials;
    const { outcome, waived } = judged({ ...run, trials }, WAIVER);
    assert.deepEqual([outcome, waived], ['broken', []]);
  });
});

describe('the day of a waiver', () => {
  it('is its last, in UTC', () => {
    const at = (iso: string) => dated([WAIVER], Date.parse(iso))[0]?.expired;
    assert.equal(at('2026-12-31T23:59:59Z'), false);
    assert.equal(at('2027-01-01T00:00:00Z'), true);
  });
});

describe('waiverOf', () => {
  it('is that of the model and the metric, for every workload or the one it names', () => {
    const of = (waiver: Partial<DatedWaiver>) =>
      waiverOf([{ ...WAIVER, ...waiver }], scenario('m'), 'cpuMs') !== null;
    const { workload } = scenario('m');
    assert.ok(workload !== null);
    assert.deepEqual(
      [{}, { workload }, { workload: 'x' }, { model: 'n' }, { metric: 'CPU per item' }].map(of),
      [true, true, false, false, false],
    );
  });
});

describe('what waivers accept', () => {
  const accepted = (...waivers: readonly DatedWaiver[]) =>
    acceptedOf(waivers, [{ ...scenario('m'), workload: 'w' }]);
  const whole = { model: 'm', metric: 'CPU', ceiling: WAIVER.ceiling };

  it('is the first of each metric, whatever its reason and last day', () => {
    assert.deepEqual(accepted(WAIVER, { ...WAIVER, ceiling: 0.5 }), [whole]);
    assert.deepEqual(accepted({ ...WAIVER, workload: 'w', reason: 'x', until: '2027-01-01' }), [
      whole,
    ]);
  });

  it('is nothing where it has expired, or is of other models, workloads or metrics', () => {
    for (const part of [{ expired: true }, { model: 'n' }, { workload: 'v' }, { metric: 'x' }]) {
      assert.deepEqual(accepted({ ...WAIVER, ...part }), [], JSON.stringify(part));
    }
  });
});
