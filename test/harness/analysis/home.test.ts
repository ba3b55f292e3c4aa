import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { answer } from '../../../harness/analysis/answer.ts';
import { atHome, homeRuntime } from '../../../harness/analysis/home.ts';
import { comparedPairs } from '../../../harness/analysis/pairs.ts';
import { summarize } from '../../../harness/analysis/summary.ts';
import { languagesRun } from '../../support/languages-run.ts';
import { onRuntime, runOf, scenario } from '../../support/run.ts';
import { wholeRun } from '../../support/whole-run.ts';
import { BUN, HOME, runtimesRun } from '../../support/runtimes-run.ts';

describe('the home runtime', () => {
  it('is that of the harness, or the first that was named', () => {
    assert.equal(homeRuntime(runtimesRun()), HOME);
    const models = [BUN, 'deno 2.9.6'].map((runtime) => onRuntime(scenario('a'), runtime));
    assert.equal(homeRuntime(runOf(models, [])), BUN);
  });

  it('is what the answer is of, and all that most tables show', () => {
    const summary = summarize(runtimesRun());
    // The same model under Bun is twice as fast.
    assert.equal(answer(summary).model, 'worker-threads');
    const here = atHome(summary);
    assert.deepEqual(
      new Set(here.scenarios.map(({ scenario: { runtime } }) => runtime)),
      new Set([HOME]),
    );
    assert.deepEqual(here.run.notRun, []);
    const one = summarize(wholeRun());
    assert.equal(atHome(one), one);
  });
});

describe('what a run compares', () => {
  it('is every pair at home, and elsewhere the baseline there and the same model at home', () => {
    const { scenarios } = runtimesRun();
    const pairs = comparedPairs(scenarios, HOME).map((pair) => pair.join(' / '));
    assert.equal(pairs.length, 3 + 5 + 3);
    assert.deepEqual(pairs.slice(-3), [
      `single-threaded on ${BUN} / single-threaded`,
      `worker-threads on ${BUN} / single-threaded on ${BUN}`,
      `worker-threads on ${BUN} / worker-threads`,
    ]);
    assert.equal(comparedPairs(wholeRun().scenarios, HOME).length, (4 * 3) / 2);
  });

  it('is each program with the first in its language, without floors and variants', () => {
    const scenarios = [
      ...languagesRun().scenarios,
      { ...scenario('python-asyncio'), language: 'Python', runtime: 'CPython 3.11.2' },
    ];
    assert.deepEqual(comparedPairs(scenarios, HOME), [
      ['single-threaded', 'worker-threads'],
      ['python-asyncio', 'python-threads'],
    ]);
  });
});
