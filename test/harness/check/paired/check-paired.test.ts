import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { checkScenarios, covered } from '../../../../harness/check/paired/check-paired.ts';
import type { CheckResult } from '../../../../harness/check/verdict.ts';
import { entries, runOn, side } from '../../../support/check-sides.ts';

const WHOLE = { path: '/whole/main.js', executable: '/whole/node', args: [], needsClock: false };

describe('checkScenarios', () => {
  it('gives each side its modules and version, and the first model a control of the base', () => {
    const sides = { base: side('v1', ['a', 'b']), head: side('v2', ['a', 'b']) };
    const planned = checkScenarios(entries('a', 'b'), sides, runOn('w'));
    assert.deepEqual(
      planned.map(({ scenario, source }) => [
        ...[scenario.id, scenario.baseline, scenario.version?.ref],
        ...(source.kind === 'model' ? [source.modelUrl, source.workloadUrl, source.program] : []),
      ]),
      [
        ['a@base', null, 'v1', 'file:///v1/a.js', 'file:///v1/w.js', null],
        ['a@head', 'a@base', 'v2', 'file:///v2/a.js', 'file:///v2/w.js', null],
        ['a@control', 'a@base', 'v1', 'file:///v1/a.js', 'file:///v1/w.js', null],
        ['b@base', null, 'v1', 'file:///v1/b.js', 'file:///v1/w.js', null],
        ['b@head', 'b@base', 'v2', 'file:///v2/b.js', 'file:///v2/w.js', null],
      ],
    );
  });

  it('runs the trial program of a side that has its own', () => {
    const sides = { base: side('v1', ['a'], { program: WHOLE }), head: side('v2', ['a']) };
    assert.deepEqual(
      checkScenarios(entries('a'), sides, runOn('w')).map(
        ({ source }) => source.kind === 'model' && source.program,
      ),
      [WHOLE, null, WHOLE],
    );
  });

  it("gives each side its own version of a user's file, and shares where that side does", () => {
    const files = (ref: string) => new Map([['bench/w.ts', `file:///${ref}/bench/w.built.mjs`]]);
    const base = side('v1', ['a'], { files: files('v1'), shares: true });
    const head = side('v2', ['a'], { files: files('v2') });
    const run = runOn('w');
    const planned = checkScenarios(
      entries('a'),
      { base, head },
      {
        ...run,
        workload: { ...run.workload, file: 'bench/w.ts' },
      },
    );
    assert.deepEqual(
      planned.map(({ source }) => source.kind === 'model' && [source.workloadUrl, source.shares]),
      [
        ['file:///v1/bench/w.built.mjs', true],
        ['file:///v2/bench/w.built.mjs', false],
        ['file:///v1/bench/w.built.mjs', true],
      ],
    );
  });

  it('needs the workload on both sides', () => {
    const sides = { base: side('v1', ['a'], { workloads: [] }), head: side('v2', ['a']) };
    assert.throws(() => checkScenarios(entries('a'), sides, runOn('w')), {
      code: 'nothing-to-check',
    });
  });
});

describe('covered', () => {
  const removed = { severity: 'problem', scenario: null, seen: 'old is gone', advice: '' } as const;
  const result = (outcome: CheckResult['outcome'], code: 'model-removed' | 'same-code') =>
    covered({
      outcome,
      verdicts: [],
      budgets: [],
      findings: [{ ...removed, code }],
      falseAlarmRate: 0.05,
    });

  it('lets nothing be green where a model is gone, and red is red', () => {
    const outcomes = ['unchanged', 'improved', 'accepted', 'regressed', 'broken'] as const;
    assert.deepEqual(
      outcomes.map((outcome) => result(outcome, 'model-removed').outcome),
      ['inconclusive', 'inconclusive', 'inconclusive', 'regressed', 'broken'],
    );
    assert.equal(result('unchanged', 'same-code').outcome, 'unchanged');
  });
});
