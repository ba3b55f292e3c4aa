import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import {
  SELF_TEST_CASES,
  type SelfTestCase,
  selfTestResult,
  testedModels,
} from '../../../harness/check/self-test.ts';
import type { Outcome } from '../../../harness/check/verdict.ts';
import { selfTestJson, selfTestTable } from '../../../harness/check/report/self-test.ts';
import { resultOf, verdictOf } from '../../support/checked-run.ts';

const MODELS = ['single-threaded', 'worker-threads'];
const [NOTHING, CPU, MEMORY, WALL] = SELF_TEST_CASES as readonly [
  SelfTestCase,
  SelfTestCase,
  SelfTestCase,
  SelfTestCase,
];
const FOUND = {
  verdict: 'regressed',
  confirmation: { n: 5, effect: 0.1, confirmed: true },
} as const;
const NOT_CONFIRMED = {
  verdict: 'regressed',
  confirmation: { n: 15, effect: 0, confirmed: false },
} as const;

describe('the self-test', () => {
  it('injects nothing, CPU, memory and time', () => {
    assert.deepEqual(
      SELF_TEST_CASES.map(({ injection }) => injection && [injection.kind, injection.share]),
      [null, ['cpu', 0.1], ['memory', 0.1], ['wall', 0.2]],
    );
  });

  it('fails when equal sides look worse or cannot be compared, and only then', () => {
    const passes = (outcome: Outcome) => selfTestResult(NOTHING, resultOf(outcome, [])).passed;
    assert.deepEqual(
      (['unchanged', 'improved', 'inconclusive', 'regressed', 'broken'] as const).map(passes),
      [true, true, true, false, false],
    );
  });

  it('passes when the injection is found and confirmed in its metric', () => {
    const verdicts = MODELS.map((model) => verdictOf(model, 'itemCpuMs', FOUND));
    assert.ok(selfTestResult(CPU, resultOf('regressed', verdicts)).passed);
    assert.ok(!selfTestResult(MEMORY, resultOf('regressed', verdicts)).passed);
    assert.ok(!selfTestResult(CPU, resultOf('inconclusive', verdicts)).passed);
    const unseen = [verdictOf('single-threaded', 'itemCpuMs', NOT_CONFIRMED)];
    assert.ok(!selfTestResult(CPU, resultOf('regressed', unseen)).passed);
  });

  it('finds CPU by the time that it takes as well, and time by nothing else', () => {
    const slower = resultOf('regressed', [verdictOf('single-threaded', 'itemMs', FOUND)]);
    assert.ok(selfTestResult(CPU, slower).passed);
    const dearer = resultOf('regressed', [verdictOf('single-threaded', 'itemCpuMs', FOUND)]);
    assert.ok(!selfTestResult(WALL, dearer).passed);
  });

  it('takes another model in each case', () => {
    const tested = SELF_TEST_CASES.map((_, index) => testedModels(index, MODELS));
    const [first, second] = MODELS;
    assert.deepEqual(tested, [[first], [second], [first], [second]]);
  });

  it('finds memory in whichever peak was judged', () => {
    for (const metric of ['peakPssBytes', 'peakRssBytes'] as const) {
      const verdicts = [verdictOf('single-threaded', metric, FOUND)];
      assert.ok(selfTestResult(MEMORY, resultOf('regressed', verdicts)).passed);
    }
  });

  it('shows what was injected and what was found', () => {
    const good = selfTestResult(NOTHING, resultOf('unchanged', [verdictOf('a', 'wallMs')]));
    const bad = selfTestResult(
      CPU,
      resultOf('regressed', [verdictOf('a', 'cpuMs', NOT_CONFIRMED)]),
    );
    assert.equal(selfTestTable([good]).title, 'Self-test: passed');
    const { title, rows, notes } = selfTestTable([good, bad]);
    assert.equal(title, 'Self-test: FAILED');
    assert.deepEqual(
      rows.map((row) => row.map(({ value }) => value)),
      [
        ['nothing', 'a', 'time', 'unchanged', '+0.5 %', '14 rounds', ''],
        ['cpu +10 %', 'a', 'CPU', 'regressed', '+0.5 %', '14 rounds', 'no, 15'],
      ],
    );
    assert.equal(notes.at(-1), 'Failed: cpu');
    const document = JSON.parse(selfTestJson([good, bad])) as {
      readonly passed: boolean;
      readonly checks: readonly { readonly passed: boolean }[];
    };
    assert.equal(document.passed, false);
    assert.deepEqual(
      document.checks.map(({ passed }) => passed),
      [true, false],
    );
  });
});
