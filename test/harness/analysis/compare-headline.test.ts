import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { compareHeadline } from '../../../harness/analysis/compare-headline.ts';
import { spread } from '../../../harness/analysis/spread.ts';
import { summarize } from '../../../harness/analysis/summary.ts';
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

const SURE = '95 % sure of all these times together.)';

describe('compareHeadline', () => {
  it('says who was fastest, by how much and at what cost', () => {
    assert.equal(
      compareHeadline(summaryOf({ 'single-threaded': 1000, 'worker-threads': 800 })),
      `worker-threads was fastest: 1.25x (1.25-1.25) the speed of single-threaded, at 1.25x the CPU and 1.25x the memory. (8 rounds; ${SURE}`,
    );
  });

  it('says that no model was faster than the baseline, alike or not', () => {
    const times = { 'single-threaded': 1000, 'worker-threads': -1000, 'child-processes': 1200 };
    assert.match(
      compareHeadline(summaryOf(times)),
      /^No model was faster than single-threaded here: worker-threads took 1\.00x \(0\.95-1\.05, no difference seen\) and child-processes 1\.20x \(1\.20-1\.20\) its time\. /,
    );
  });

  it('names all that share the first place', () => {
    const times = { 'single-threaded': 1500, 'worker-threads': 1000, 'child-processes': -1000 };
    assert.match(
      compareHeadline(summaryOf(times)),
      /^worker-threads and child-processes were fastest, and no difference was seen between them: single-threaded took 1\.50x \(1\.50-1\.50\) their time\. /,
    );
    assert.match(
      compareHeadline(summaryOf({ 'worker-threads': 1000, 'child-processes': -1000 })),
      /^No difference in time was seen between worker-threads and child-processes\. /,
    );
  });

  it('claims nothing from too few rounds, one model or none', () => {
    const times = { 'single-threaded': 1000, 'worker-threads': 500 };
    assert.equal(
      compareHeadline(summaryOf(times, 1)),
      'Which model is faster cannot be said from 1 round: take --rounds 6 or more.',
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
