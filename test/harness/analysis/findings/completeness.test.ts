import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { tooFewRounds } from '../../../../harness/analysis/findings/completeness.ts';
import { summarize } from '../../../../harness/analysis/summary.ts';
import type { RunFile } from '../../../../results/format.ts';
import { completedTrial, runOf, scenario } from '../../../support/run.ts';

describe('too few rounds', () => {
  it('says how many rounds would suffice: more for more models to rank', () => {
    const ids = ['a', 'b', 'c'];
    const trials = [0, 1, 2, 3, 4, 5].flatMap((round) =>
      ids.map((id) => completedTrial(id, round, {})),
    );
    const models = ids.map((id) => scenario(id));
    const advice = (run: RunFile) => tooFewRounds.detect(summarize(run))[0]?.advice;
    assert.match(advice(runOf(models, trials)) ?? '', /--rounds 7 /);
    assert.equal(advice(runOf(models.slice(0, 2), trials)), undefined);
  });
});
