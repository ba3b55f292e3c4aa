import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { decide, outcomeOf, verdictOf } from '../../../harness/check/decision.ts';
import type { MetricTest } from '../../../harness/check/metric-test.ts';
import { STANDARD } from '../../../harness/check/rule.ts';
import type { MetricVerdict, Outcome, Verdict } from '../../../harness/check/verdict.ts';
import { exactVerdict, verdictOf as verdictLike } from '../../support/checked-run.ts';
import { scenario } from '../../support/run.ts';
import { WAIVER } from '../../support/waiver.ts';

/** Of a head that differs by `estimate` ± `reach`, in logarithms. */
function testOf(estimate: number, reach: number, parts: Partial<MetricTest> = {}): MetricTest {
  return {
    ...{ scenario: scenario('m'), metric: 'cpuMs', relativeTo: null, kind: 'gated' },
    ...{ base: 100, head: 100 * Math.exp(estimate), basis: 'rounds', n: 20, smallestRelevant: 0 },
    difference: {
      ...{ estimate, low: estimate - reach, high: estimate + reach },
      ...{ pGreater: 0.5, pLess: 0.5, standardError: reach / 2, degrees: Infinity, n: 20 },
    },
    ...{ alpha: 0.002, look: 'full', pWorse: 0.5, family: 1, waiver: null },
    ...parts,
  };
}

/** Up to +12 % is accepted; `beyond` is from there on. */
function accepting(beyond: number, reach: number, parts: Partial<MetricTest> = {}): MetricTest {
  return testOf(beyond, reach, { waiver: { ...WAIVER, ceiling: 0.12 }, ...parts });
}

const WORSE = { pWorse: 0.001 };
const DECISIONS: readonly [what: string, test: MetricTest, verdict: Verdict][] = [
  ['significant and large', testOf(0.05, 0.02, WORSE), 'regressed'],
  ['significant but small', testOf(0.02, 0.01, WORSE), 'unchanged'],
  ['large but not significant', testOf(0.05, 0.2), 'inconclusive'],
  ['less, with all of its interval', testOf(-0.05, 0.02), 'improved'],
  ['less by too little to matter', testOf(-0.02, 0.01), 'unchanged'],
  ['less, but perhaps not', testOf(-0.05, 0.06), 'unchanged'],
  ['growth by the margin not ruled out', testOf(0, 0.05), 'inconclusive'],
  ['growth by the margin ruled out', testOf(0, 0.04), 'unchanged'],
  ['too small to matter', testOf(0.08, 0.01, { ...WORSE, smallestRelevant: 0.1 }), 'unchanged'],
  ['worse than what is accepted, by however little', accepting(0.01, 0.005, WORSE), 'regressed'],
  ['within what is accepted', accepting(-0.02, 0.03), 'accepted'],
  ['beyond what is accepted with all of its interval', accepting(0.01, 0.005), 'inconclusive'],
  ['beyond what is accepted by the margin, perhaps', accepting(0.01, 0.05), 'inconclusive'],
  ['no worse than the base, whatever is accepted', accepting(-0.11, 0.02), 'unchanged'],
  ['better than the base, whatever is accepted', accepting(-0.16, 0.02), 'improved'],
  ['before the first look', testOf(0.5, 0.01, { ...WORSE, look: 'none' }), 'inconclusive'],
  ['worse at an early look', testOf(0.5, 0.01, { ...WORSE, look: 'early' }), 'inconclusive'],
];

describe('decide', () => {
  for (const [what, test, verdict] of DECISIONS) {
    it(`calls ${verdict} what is ${what}`, () => {
      assert.equal(decide(test, STANDARD), verdict);
    });
  }
});

describe('verdictOf', () => {
  it('has no bounds where there are too few rounds for any', () => {
    const { effect } = verdictOf(testOf(0.01, Infinity), STANDARD);
    assert.deepEqual([effect?.low, effect?.high], [null, null]);
  });

  it('would find less where an estimate scatters less, but nothing below the least effect', () => {
    const [wide = NaN, narrow = NaN, exact] = [0.1, 0.02, 0].map(
      (reach) => verdictOf(testOf(0, reach), STANDARD).smallestEffect ?? NaN,
    );
    assert.ok(wide > narrow && narrow > STANDARD.minEffect);
    assert.equal(exact?.toFixed(9), STANDARD.minEffect.toFixed(9));
  });

  it('promises less of an error that few runs show', () => {
    const [normal = NaN, few = NaN] = [Infinity, 4].map((degrees) => {
      const test = testOf(0, 0.1);
      const difference = { ...test.difference, degrees };
      return verdictOf({ ...test, difference }, STANDARD).smallestEffect ?? NaN;
    });
    assert.ok(few > normal);
  });
});

describe('outcomeOf', () => {
  const gated = (verdict: Verdict) => verdictLike('m', 'cpuMs', { verdict });
  const advisory = verdictLike('m', 'latencyP99Ms', { kind: 'advisory', verdict: 'regressed' });
  const more = exactVerdict('m', 'messages', 33, 34);
  const guarded = (verdict: Verdict) => verdictLike('m', 'wallMs', { kind: 'guarded', verdict });
  const OUTCOMES: readonly [verdicts: MetricVerdict[], controlDiffers: boolean, Outcome][] = [
    [[gated('unchanged'), advisory], false, 'unchanged'],
    [[gated('unchanged'), gated('improved')], false, 'improved'],
    [[gated('inconclusive'), gated('improved')], false, 'inconclusive'],
    [[gated('regressed'), gated('inconclusive')], false, 'regressed'],
    [[gated('regressed')], true, 'inconclusive'],
    [[gated('unchanged'), more], true, 'regressed'],
    [[gated('unchanged'), guarded('inconclusive')], false, 'unchanged'],
    [[gated('unchanged'), guarded('improved')], false, 'unchanged'],
    [[gated('unchanged'), guarded('regressed')], false, 'regressed'],
    [[gated('unchanged'), gated('accepted'), gated('improved')], false, 'accepted'],
    [[gated('unchanged'), guarded('accepted')], false, 'accepted'],
    [[gated('accepted'), gated('inconclusive')], false, 'inconclusive'],
    [[gated('accepted')], true, 'inconclusive'],
    [[guarded('unchanged')], false, 'inconclusive'],
    [[advisory], false, 'inconclusive'],
    [[], false, 'inconclusive'],
  ];
  for (const [verdicts, controlDiffers, outcome] of OUTCOMES) {
    const said = verdicts.map(({ kind, verdict }) => `${kind} ${verdict}`).join(', ');
    it(`is ${outcome} of ${said || 'nothing'}${controlDiffers ? ' where the control differs' : ''}`, () => {
      assert.equal(outcomeOf(verdicts, { controlDiffers, unfinished: false }), outcome);
    });
  }

  it('is no green light while something was not measured long enough', () => {
    const standing = { controlDiffers: false, unfinished: true };
    assert.equal(outcomeOf([gated('unchanged')], standing), 'inconclusive');
    assert.equal(outcomeOf([gated('regressed')], standing), 'regressed');
  });
});
