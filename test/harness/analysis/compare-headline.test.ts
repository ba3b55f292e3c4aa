import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { compareHeadline } from '../../../harness/analysis/compare-headline.ts';
import { spread } from '../../../harness/analysis/spread.ts';
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

const SURE = 'simultaneous 95 % confidence intervals.)';
const NOT_MEASURED = 'Once up, as in a server, was not measured.';

/** The same with launches in which an item takes so long. */
function liveSummary(times: Times, itemMs: Times, launches = 8) {
  const { run } = summaryOf(times);
  return summarize(withLaunches(run, launches, (model) => itemMs[model] ?? NaN));
}

describe('compareHeadline', () => {
  it('says who was fastest, by how much and at what cost', () => {
    assert.equal(
      compareHeadline(summaryOf({ 'single-threaded': 1000, 'worker-threads': 800 })),
      `As a job of 1000 items, worker-threads was fastest: 1.25x (1.25-1.25) the speed of single-threaded, at 1.25x the CPU and 1.25x the memory. ${NOT_MEASURED} (8 rounds; ${SURE}`,
    );
  });

  it('says that no model was faster than the baseline, alike or not', () => {
    const times = { 'single-threaded': 1000, 'worker-threads': -1000, 'child-processes': 1200 };
    assert.match(
      compareHeadline(summaryOf(times)),
      /^As a job of 1000 items, no model was faster than single-threaded: worker-threads took 1\.00x \(0\.95-1\.05, no difference seen\) and child-processes 1\.20x \(1\.20-1\.20\) its time\. /,
    );
  });

  it('names all that share the first place', () => {
    const times = { 'single-threaded': 1500, 'worker-threads': 1000, 'child-processes': -1000 };
    assert.match(
      compareHeadline(summaryOf(times)),
      /^As a job of 1000 items, worker-threads and child-processes were fastest, and no difference was seen between them: single-threaded took 1\.50x \(1\.50-1\.50\) their time\. /,
    );
    assert.match(
      compareHeadline(summaryOf({ 'worker-threads': 1000, 'child-processes': -1000 })),
      /^As a job of 1000 items, no difference in time was seen between worker-threads and child-processes\. /,
    );
  });

  it('answers for a server too, which may be another model', () => {
    const times = { 'single-threaded': 1000, 'worker-threads': 1100 };
    const itemMs = { 'single-threaded': 1, 'worker-threads': 0.5 };
    assert.equal(
      compareHeadline(liveSummary(times, itemMs)),
      `As a job of 1000 items, no model was faster than single-threaded: worker-threads took 1.10x (1.10-1.10) its time. Once up, as in a server, worker-threads was fastest: 2.00x (2.00-2.00) the speed of single-threaded. (8 rounds and 8 launches; ${SURE}`,
    );
    assert.match(
      compareHeadline(liveSummary(times, itemMs, 3)),
      /Once up, as in a server, which is faster cannot be said from 3 launches: it takes 6\. \(8 rounds; /,
    );
  });

  it('claims nothing from too few rounds, one model or none', () => {
    const times = { 'single-threaded': 1000, 'worker-threads': 500 };
    assert.equal(
      compareHeadline(summaryOf(times, 1)),
      `As a job of 1000 items, which model is faster cannot be said from 1 round: take --rounds 6 or more. ${NOT_MEASURED}`,
    );
    assert.equal(
      compareHeadline(summaryOf({ 'worker-threads': 1000 })),
      'Only worker-threads has figures: there is nothing to compare.',
    );
    const failing = runOf([scenario('worker-threads')], [failedTrial('worker-threads', 0)]);
    assert.equal(compareHeadline(summarize(failing)), 'No model has figures.');
  });
});

describe('spread', () => {
  it('is the middle half as a share of the median, whatever the outliers', () => {
    const values = [105, 9000, 90, 95, 100];
    const trials = values.map((wallMs, round) => completedTrial('m', round, { wallMs }));
    const run = runOf([scenario('m')], trials);
    assert.equal(spread(run, 'm', 'wallMs'), 0.1);
    assert.equal(spread({ ...run, trials: run.trials.slice(0, 3) }, 'm', 'wallMs'), null);
  });
});
