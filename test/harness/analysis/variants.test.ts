import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { answer } from '../../../harness/analysis/answer.ts';
import { decisions } from '../../../harness/analysis/decisions.ts';
import { contenders } from '../../../harness/analysis/ranking.ts';
import { summarize } from '../../../harness/analysis/summary.ts';
import { families, overMain, withoutVariants } from '../../../harness/analysis/variants.ts';
import type { RunFile } from '../../../results/format.ts';
import { completedTrial, inRole, runOf, scenario, variant } from '../../support/run.ts';
import { variantsRun } from '../../support/variants-run.ts';

const MAIN = ['single-threaded', 'worker-threads', 'child-processes'];

/** The run as it were if only these models had been asked for. */
function only(run: RunFile, ...models: readonly string[]): RunFile {
  const asked = run.scenarios.filter(({ model }) => models.includes(model));
  return runOf(
    asked.map((one) => ({ ...one, baseline: null, floor: null, main: null })),
    run.trials.filter((trial) => models.includes(trial.scenario)),
  );
}

function names(summaries: readonly { readonly scenario: { readonly id: string } }[]) {
  return summaries.map(({ scenario }) => scenario.id);
}

describe('families', () => {
  it('are the main models with their variants, in the order of the run', () => {
    const found = families(summarize(variantsRun()));
    assert.deepEqual(
      found.map(({ main, variants }) => [main.scenario.id, ...names(variants)]),
      [
        ['single-threaded', 'single-fetch'],
        ['worker-threads', 'threads-messages', 'threads-tasks'],
        ['child-processes', 'processes-fork'],
      ],
    );
  });

  it('are none where no variant was run, or no main model', () => {
    const run = variantsRun();
    assert.deepEqual(families(summarize(only(run, ...MAIN))), []);
    assert.deepEqual(families(summarize(only(run, 'single-threaded', 'threads-tasks'))), []);
  });

  it('of a check are of one side', () => {
    const scenarios = (['base', 'head'] as const).flatMap((role) =>
      [scenario('a'), variant('b', 'a', 'tuned')].map((one) => inRole(one, role)),
    );
    const trials = scenarios.map(({ id }) => completedTrial(id, 0, {}));
    const { scenarios: summaries } = summarize(runOf(scenarios, trials));
    assert.deepEqual(
      summaries.map(({ scenario: { main } }) => main),
      [null, 'a@base', null, 'a@head'],
    );
  });
});

describe('a variant over its main model', () => {
  const summary = summarize(variantsRun());
  const ratios = (id: string) => {
    const found = summary.scenarios.find(({ scenario }) => scenario.id === id);
    return overMain(summary.run, found?.scenario ?? assert.fail(id));
  };

  it('is compared within rounds', () => {
    const { wallMs, cpuMs, peakPssBytes } = ratios('threads-tasks') ?? assert.fail();
    assert.ok(Math.abs((wallMs?.ratio ?? 0) - 13.3) < 1e-9);
    assert.ok(Math.abs((cpuMs?.ratio ?? 0) - 2 / 1.5) < 1e-9);
    assert.ok(Math.abs((peakPssBytes?.ratio ?? 0) - 1.05) < 1e-9);
    const alike = ratios('threads-messages')?.wallMs;
    assert.ok(alike && alike.low < 1 && alike.high > 1);
  });

  it('has no ratio where a trial of either failed, and a main model has none', () => {
    assert.deepEqual(ratios('processes-fork'), { wallMs: null, cpuMs: null, peakPssBytes: null });
    assert.equal(ratios('child-processes'), null);
  });
});

describe('what is said of the models', () => {
  it('is the same with variants and without', () => {
    const run = variantsRun();
    const [all, main] = [summarize(run), summarize(only(run, 'bare-work', ...MAIN))];
    assert.deepEqual(names(contenders(all)), MAIN);
    assert.deepEqual(answer(all), answer(main));
    assert.deepEqual(decisions(all), decisions(main));
    assert.deepEqual(withoutVariants(all).scenarios, main.scenarios);
  });

  it('is of the variant where its main model was not run', () => {
    const summary = summarize(only(variantsRun(), 'single-threaded', 'threads-tasks'));
    assert.deepEqual(names(contenders(summary)), ['single-threaded', 'threads-tasks']);
    assert.match(
      answer(summary).recommendation,
      /^Use single-threaded for a job of 1000 items: threads-tasks was 11\.1x slower /,
    );
  });
});
