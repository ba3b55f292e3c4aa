import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { BaselineChoice } from '../../../../harness/check/stored/baseline-choice.ts';
import { judgeStored } from '../../../../harness/check/stored/judge.ts';
import { STANDARD } from '../../../../harness/check/rule.ts';
import { checkHeadline } from '../../../../harness/check/report/headline.ts';
import { terminalCheck } from '../../../../harness/check/report/text.ts';
import { PIPE } from '../../../../harness/text/screen.ts';
import type { RunFile } from '../../../../results/format.ts';
import { failedTrial } from '../../../support/run.ts';
import { plainRun, storedAs } from '../../../support/stored-runs.ts';

/** Runs on five days that scatter by about half a per cent. */
const DAYS = [0.995, 1, 1.005, 1.002, 0.998].map((factor, day) =>
  plainRun(
    { 'single-threaded': factor, 'worker-threads': factor, 'child-processes': factor },
    { startedAt: `2026-01-0${day + 1}T00:00:00.000Z` },
  ),
);

function choiceOf(runs: readonly RunFile[], sameMachine = true): BaselineChoice {
  return {
    stored: storedAs(runs),
    sameMachine,
    differences: sameMachine ? [] : ['cores 64, here 2'],
  };
}

function judged(run: RunFile, runs: readonly RunFile[] = DAYS, sameMachine = true) {
  return judgeStored(run, choiceOf(runs, sameMachine), STANDARD);
}

function withMessages(run: RunFile, model: string, messages: number): RunFile {
  const trials = run.trials.map((trial) =>
    trial.status === 'completed' && trial.scenario === model
      ? { ...trial, metrics: { ...trial.metrics, messages } }
      : trial,
  );
  return { ...run, trials };
}

const codes = ({ findings }: ReturnType<typeof judged>) => findings.map(({ code }) => code);

describe('judgeStored on the same machine', () => {
  it('is green when nothing changed, and says what it would have found', () => {
    const result = judged(plainRun());
    assert.equal(result.outcome, 'unchanged');
    assert.deepEqual(codes(result), []);
    assert.match(
      checkHeadline(result),
      /^No regression: 9 measures of 3 models are unchanged; a change of \+[1-9]/,
    );
    assert.equal(result.falseAlarmRate, STANDARD.alpha);
  });

  it('is red when one model got much slower, and only in its figures', () => {
    const result = judged(plainRun({ 'worker-threads': 1.2 }));
    assert.equal(result.outcome, 'regressed');
    const red = result.verdicts.filter(({ verdict }) => verdict === 'regressed');
    assert.deepEqual(
      red.map(({ model, metric }) => `${model} ${metric}`),
      ['worker-threads wallMs', 'worker-threads cpuMs', 'worker-threads peakPssBytes'],
    );
  });

  it('is better when one got much faster', () => {
    assert.equal(judged(plainRun({ 'worker-threads': 0.8 })).outcome, 'improved');
  });

  it('is red when a count grew by one, with a single stored run too', () => {
    const result = judged(withMessages(plainRun(), 'child-processes', 34), DAYS.slice(0, 1));
    assert.equal(result.outcome, 'regressed');
    assert.match(checkHeadline(result), /child-processes messages 33 → 34/);
  });

  it('judges no time with fewer than five stored runs, whatever it is', () => {
    for (const count of [1, 2, 4]) {
      const result = judged(plainRun({ 'worker-threads': 3 }), DAYS.slice(0, count));
      assert.equal(result.outcome, 'inconclusive');
      assert.ok(result.verdicts.every(({ kind }) => kind !== 'gated'));
      assert.ok(codes(result).includes('few-stored-runs'));
      assert.match(
        checkHeadline(result),
        new RegExp(`^Inconclusive: ${count} of the 5 stored runs`),
      );
    }
  });

  it('shows no interval where one stored run gives none', () => {
    const result = judged(plainRun(), DAYS.slice(0, 1));
    const time = result.verdicts.find(({ metric }) => metric === 'wallMs');
    assert.equal(time?.effect, null);
    assert.equal(time.verdict, 'inconclusive');
  });

  it('is broken, without a figure, when a trial did not do the work', () => {
    const run = plainRun();
    const result = judged({ ...run, trials: [...run.trials, failedTrial('worker-threads', 3)] });
    assert.equal(result.outcome, 'broken');
    assert.deepEqual(result.verdicts, []);
    assert.deepEqual(codes(result), ['unequal-work']);
  });

  it('warns of stored runs of one hour', () => {
    const close = DAYS.map((run) => ({ ...run, startedAt: '2026-01-01T00:00:00.000Z' }));
    assert.deepEqual(codes(judged(plainRun(), close)), ['stored-runs-close']);
  });

  it('names a model that is in no stored run, and packages that changed', () => {
    const without = DAYS.map((run) => ({
      ...run,
      scenarios: run.scenarios.filter(({ id }) => id !== 'worker-threads'),
      trials: run.trials.filter(({ scenario }) => scenario !== 'worker-threads'),
      environments: run.environments.map((one) => ({
        ...one,
        packages: { undici: '8.12.3' },
      })),
    }));
    const result = judged(plainRun(), without);
    assert.deepEqual(codes(result), ['not-stored', 'other-packages']);
    assert.match(result.findings[1]?.seen ?? '', /undici 8\.12\.3 → 8\.12\.4/);
  });
});

describe('judgeStored on another machine', () => {
  const [first] = DAYS;
  /** Twice as slow in everything. */
  const slower = plainRun(
    Object.fromEntries(
      ['bare-work', 'single-threaded', 'worker-threads', 'child-processes'].map((model) => [
        model,
        2,
      ]),
    ),
  );

  it('compares ratios and counts only, and says so', () => {
    const result = judged(slower, first === undefined ? [] : [first], false);
    const compared = new Set(
      result.verdicts.map(({ kind, relativeTo }) => (kind === 'exact' ? kind : relativeTo)),
    );
    assert.deepEqual(compared, new Set(['bare-work', 'exact', 'single-threaded']));
    assert.equal(result.outcome, 'inconclusive');
    assert.match(
      checkHeadline(result),
      /^Inconclusive: the baselines are of another machine \(cores 64, here 2\)/,
    );
  });

  it('sees no difference in ratios when all is twice as slow', () => {
    const result = judged(slower, DAYS, false);
    const ratio = result.verdicts.find(
      ({ model, metric, relativeTo }) =>
        model === 'worker-threads' && metric === 'cpuMs' && relativeTo === 'single-threaded',
    );
    assert.equal(ratio?.base, 1);
    assert.equal(ratio.head, 1);
  });

  it('is never red for a ratio, and red for a count', () => {
    assert.equal(judged(plainRun({ 'worker-threads': 5 }), DAYS, false).outcome, 'inconclusive');
    const messages = withMessages(slower, 'child-processes', 40);
    assert.equal(judged(messages, DAYS, false).outcome, 'regressed');
  });

  it('shows what the ratios are of', () => {
    const result = judged(slower, DAYS, false);
    const text = terminalCheck({ result, run: slower, file: null, sides: null }, PIPE);
    assert.match(text, /^worker-threads +1\.00 +1\.00/m);
    assert.match(text, /CPU ÷ bare-work/);
    for (const line of text.split('\n')) assert.ok(line.length <= 80, line);
  });
});
