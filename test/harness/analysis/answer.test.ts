import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { answer } from '../../../harness/analysis/answer.ts';
import { summarize } from '../../../harness/analysis/summary.ts';
import { withLaunches } from '../../support/costs-run.ts';
import { completedTrial, failedTrial, runOf, scenario } from '../../support/run.ts';

type Times = Readonly<Record<string, number>>;

/** Eight rounds in which every model takes its time, or wobbles about it where that is negative. */
function summaryOf(times: Times, rounds = 8) {
  const trials = Object.entries(times).flatMap(([id, time]) =>
    Array.from({ length: rounds }, (_, round) => {
      const wobble = time < 0 ? 1 + 0.05 * (-1) ** round : 1;
      const [wallMs, ratio] = [Math.abs(time) * wobble, Math.abs(time) / 1000];
      return completedTrial(id, round, { wallMs, cpuMs: 500 / ratio, peakPssBytes: 80e6 / ratio });
    }),
  );
  const models = Object.keys(times).map((id) => scenario(id));
  return summarize(runOf(models, trials));
}

/** The same with launches in which an item takes so long. */
function liveSummary(times: Times, itemMs: Times, launches = 8) {
  const { run } = summaryOf(times);
  return summarize(withLaunches(run, launches, (model) => itemMs[model] ?? NaN));
}

const FOR_JOB = 'for a job of 1000 items';

describe('answer', () => {
  it('recommends the fastest model, and says what it costs', () => {
    const found = answer(summaryOf({ 'single-threaded': 1000, 'worker-threads': 800 }));
    assert.deepEqual(found, {
      model: 'worker-threads',
      recommendation: `Use worker-threads ${FOR_JOB}: it was 1.25x faster than single-threaded (95 % CI 1.25-1.25).`,
      cost: 'It used 1.25x more memory (1.25-1.25) and 1.25x more CPU (1.25-1.25) than single-threaded; once up, as in a server, nothing was measured.',
      confidence: 'Measured in 8 rounds; all comparisons hold together with 95 % confidence.',
    });
  });

  it('recommends the baseline where no model was faster, alike or not', () => {
    const times = { 'single-threaded': 1000, 'worker-threads': -1000, 'child-processes': 1250 };
    const { model, recommendation, cost } = answer(summaryOf(times));
    assert.equal(model, 'single-threaded');
    assert.equal(
      recommendation,
      `Use single-threaded ${FOR_JOB}: child-processes was 1.25x slower (95 % CI 1.25-1.25); no difference detected for worker-threads (0.95-1.05).`,
    );
    assert.match(
      cost,
      /^No difference detected for worker-threads in memory \(1\.00-1\.00\) and CPU \(1\.00-1\.00\); child-processes used 1\.25x less memory /,
    );
  });

  it('recommends the baseline also where an equal model costs less', () => {
    const times = { 'single-threaded': 1000, 'worker-threads': -1001 };
    const { model, cost } = answer(summaryOf(times));
    assert.equal(model, 'single-threaded');
    assert.match(cost, /worker-threads used 1\.001x less memory/);
  });

  it('prefers the model that costs less where several are fastest', () => {
    const times = { 'single-threaded': 1500, 'worker-threads': 1000, 'child-processes': -1001 };
    const { model, recommendation } = answer(summaryOf(times));
    assert.equal(model, 'child-processes');
    assert.equal(
      recommendation,
      `Use child-processes ${FOR_JOB}: it was 1.50x faster than single-threaded (95 % CI 1.43-1.58); no difference detected for worker-threads (0.95-1.05).`,
    );
  });

  it('answers for a server too, which may be another model', () => {
    const times = { 'single-threaded': 1000, 'worker-threads': 1100 };
    const server = { 'single-threaded': 1, 'worker-threads': 0.5 };
    const { model, cost, confidence } = answer(liveSummary(times, server));
    assert.equal(model, 'single-threaded');
    assert.match(
      cost,
      /; once up, as in a server, use worker-threads: it was 2\.00x faster than single-threaded \(95 % CI 2\.00-2\.00\)\.$/,
    );
    assert.match(confidence, /^Measured in 8 rounds and 8 launches; /);
    assert.match(answer(liveSummary(times, times)).cost, /; .* the answer is the same\.$/);
    assert.match(
      answer(liveSummary(times, server, 3)).cost,
      /3 launches cannot show .* takes 6\.$/,
    );
  });

  it('names three other models at most, the nearest in time', () => {
    const times = { 'single-threaded': 1000, b: 1500, c: 1400, d: 1300, e: 1200, f: 1100 };
    const { recommendation } = answer(summaryOf(times, 12));
    assert.match(recommendation, /f was 1\.10x .*, e was 1\.20x .* and d was 1\.30x /);
    assert.match(recommendation, /; the tables have 2 more models\.$/);
  });
});

describe('a run without an answer', () => {
  const times = { 'single-threaded': 1000, 'worker-threads': 500 };

  it('says how many rounds it takes, and what is known of a server', () => {
    const { run } = summaryOf(times, 1);
    const live = withLaunches(run, 8, (id) => times[id as keyof typeof times]);
    const { model, recommendation, cost, confidence } = answer(summarize(live));
    assert.equal(model, null);
    assert.equal(
      recommendation,
      `No recommendation ${FOR_JOB}: 1 round cannot show which of 2 models is faster.`,
    );
    assert.match(cost, /^Run at least 6 rounds \(--rounds 6\); once up, .* use worker-threads: /);
    assert.match(confidence, /^Measured in 1 round and 8 launches; all/);
  });

  it('says why: one model, a floor alone, no trial, failures', () => {
    const only = answer(summaryOf({ 'worker-threads': 1000 }));
    assert.match(only.recommendation, /: worker-threads is the only model of this run\.$/);
    assert.match(only.cost, /^Name at least two models with --models[.;]/);

    const floor = runOf([scenario('bare-work', 'floor')], [completedTrial('bare-work', 0, {})]);
    const alone = answer(summarize(floor));
    assert.match(alone.recommendation, /bare-work does the work alone, in 1\.00 s, and no /);

    const models = [scenario('single-threaded'), scenario('worker-threads')];
    const none = answer(summarize(runOf(models, [], { status: 'incomplete' })));
    assert.match(none.recommendation, /the run ended before its first round/);
    assert.match(none.confidence, /^No model has figures; the run was interrupted after 0 trials/);

    const failing = models.map(({ id }) => failedTrial(id, 0));
    const failed = answer(summarize(runOf(models, failing)));
    assert.match(failed.recommendation, /: no model did the expected work in all of its trials\.$/);
    const half = [completedTrial('single-threaded', 0, {}), failedTrial('worker-threads', 0)];
    assert.match(answer(summarize(runOf(models, half))).cost, /^Fix worker-threads and run again/);
    for (const one of [only, alone, none, failed]) assert.equal(one.model, null);
  });

  it('is no interrupted run that has rounds enough, which says that it was interrupted', () => {
    const { run } = summaryOf(times);
    const { model, confidence } = answer(summarize({ ...run, status: 'incomplete' }));
    assert.equal(model, 'worker-threads');
    assert.match(confidence, /; the run was interrupted after 16 trials\.$/);
  });
});
