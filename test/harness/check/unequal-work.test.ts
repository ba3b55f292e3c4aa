import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { unequalWork } from '../../../harness/check/unequal-work.ts';
import type { RunFile } from '../../../results/format.ts';
import { checkOf } from '../../support/check-run.ts';

describe('work that a side of a check does not do', () => {
  it('names its side once, as the scenario of the finding, and counts its trials', () => {
    const { trials, ...run } = checkOf(5, () => ({}));
    const failed = { status: 'failed', cause: 'signal', message: 'it ended' } as const;
    const [first, ...others] = trials;
    const broken = { ...run, trials: [{ ...first, ...failed }, ...others] } as RunFile;
    const [finding, ...more] = unequalWork(broken);
    assert.equal(more.length, 0);
    assert.equal(finding?.scenario, first?.scenario);
    assert.match(finding?.seen ?? '', /^1 trial without/);
  });
});
