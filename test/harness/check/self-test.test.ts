import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import {
  SELF_TEST_CASES,
  type SelfTestCase,
  selfTestResult,
} from '../../../harness/check/self-test.ts';
import type { Outcome } from '../../../harness/check/verdict.ts';
import { selfTestJson, selfTestTable } from '../../../harness/check/report/self-test.ts';
import { resultOf, verdictOf } from '../../support/checked-run.ts';
import { inRoles, plannedCheck } from '../../support/check-run.ts';

const MODELS = ['single-threaded', 'worker-threads'];
const RUN = plannedCheck(inRoles(MODELS, ['base', 'head']));
const [NOTHING, CPU, MEMORY] = SELF_TEST_CASES as readonly [
  SelfTestCase,
  SelfTestCase,
  SelfTestCase,
];
const FOUND = {
  verdict: 'regressed',
  confirmation: { rounds: 20, effect: 0.1, confirmed: true },
} as const;
const NOT_CONFIRMED = {
  verdict: 'regressed',
  confirmation: { rounds: 20, effect: 0, confirmed: false },
} as const;

describe('the self-test', () => {
  it('injects nothing, CPU, memory and time', () => {
    assert.deepEqual(
      SELF_TEST_CASES.map(({ injection }) => injection && [injection.kind, injection.share]),
      [null, ['cpu', 0.1], ['memory', 0.1], ['wall', 0.2]],
    );
  });

  it('fails when equal sides look worse or cannot be compared, and only then', () => {
    const passes = (outcome: Outcome) => selfTestResult(NOTHING, RUN, resultOf(outcome, [])).passed;
    assert.deepEqual(
      (['unchanged', 'improved', 'inconclusive', 'regressed', 'broken'] as const).map(passes),
      [true, true, true, false, false],
    );
  });

  it('passes when the injection is found and confirmed in every model, in its metric', () => {
    const verdicts = MODELS.map((model) => verdictOf(model, 'cpuMs', FOUND));
    assert.ok(selfTestResult(CPU, RUN, resultOf('regressed', verdicts)).passed);
    assert.ok(!selfTestResult(MEMORY, RUN, resultOf('regressed', verdicts)).passed);
    assert.ok(!selfTestResult(CPU, RUN, resultOf('inconclusive', verdicts)).passed);
    assert.ok(!selfTestResult(CPU, RUN, resultOf('regressed', verdicts.slice(1))).passed);
    const half = [verdictOf('single-threaded', 'cpuMs', NOT_CONFIRMED), ...verdicts.slice(1)];
    assert.ok(!selfTestResult(CPU, RUN, resultOf('regressed', half)).passed);
  });

  it('finds memory in whichever peak was judged', () => {
    const verdicts = [
      verdictOf('single-threaded', 'peakPssBytes', FOUND),
      verdictOf('worker-threads', 'peakRssBytes', FOUND),
    ];
    assert.ok(selfTestResult(MEMORY, RUN, resultOf('regressed', verdicts)).passed);
  });

  it('shows what was injected and what was found', () => {
    const good = selfTestResult(NOTHING, RUN, resultOf('unchanged', [verdictOf('a', 'wallMs')]));
    const bad = selfTestResult(
      CPU,
      RUN,
      resultOf('regressed', [verdictOf('a', 'cpuMs', NOT_CONFIRMED)]),
    );
    assert.equal(selfTestTable([good]).title, 'Self-test: passed');
    const { title, rows, notes } = selfTestTable([good, bad]);
    assert.equal(title, 'Self-test: FAILED');
    assert.deepEqual(
      rows.map((row) => row.map(({ value }) => value)),
      [
        ['nothing', 'a', 'time', 'unchanged', '+0.5 %', '14', ''],
        ['cpu +10 %', 'a', 'CPU', 'regressed', '+0.5 %', '14', 'no, 20'],
      ],
    );
    assert.equal(notes.at(-1), 'Not as it must be: cpu');
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
