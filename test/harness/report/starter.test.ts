import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { answer } from '../../../harness/analysis/answer.ts';
import { summarize } from '../../../harness/analysis/summary.ts';
import { starterMarkdown } from '../../../harness/report/starter.ts';
import type { RunFile, Scenario } from '../../../results/format.ts';
import { ROOT } from '../../support/command.ts';
import { completedTrial, runOf, scenario } from '../../support/run.ts';

/** Ten rounds, in which this model is fastest. */
function runWon(by: Scenario): RunFile {
  const scenarios = [scenario('single-threaded'), scenario('child-processes'), by];
  const unique = [...new Map(scenarios.map((one) => [one.id, one])).values()];
  const trials = Array.from({ length: 10 }, (_, round) =>
    unique.map(({ id }, index) =>
      completedTrial(id, round, { wallMs: (1000 + round) * (id === by.id ? 1 : 1.5 + index / 4) }),
    ),
  ).flat();
  return runOf(unique, trials);
}

describe('the program to start with', () => {
  for (const [model, mock, file] of [
    ['single-threaded', true, 'one-loop-requests.mjs'],
    ['worker-threads', true, 'piscina-requests.mjs'],
    ['worker-threads', false, 'piscina-functions.mjs'],
    ['child-processes', false, 'fork-functions.mjs'],
  ] as const) {
    it(`is ${file} for ${model}`, () => {
      const asked = scenario(model);
      const summary = summarize(runWon(mock ? asked : { ...asked, mock: null }));
      assert.equal(answer(summary).model, model);
      const [, words, code] = starterMarkdown(summary);
      assert.ok(words?.includes(file));
      const source = readFileSync(join(ROOT, 'examples/starters', file), 'utf8').trimEnd();
      assert.equal(code, `\`\`\`js\n${source}\n\`\`\``);
    });
  }

  it('is none without a recommendation, and none for a model of the user', () => {
    assert.deepEqual(starterMarkdown(summarize(runOf([scenario('single-threaded')], []))), []);
    const own = { ...scenario('mine'), isolation: 'thread' as const, modelFile: 'mine.ts' };
    const summary = summarize(runWon(own));
    assert.equal(answer(summary).model, 'mine');
    assert.deepEqual(starterMarkdown(summary), []);
  });
});
