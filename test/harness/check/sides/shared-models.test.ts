import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { sharedModels } from '../../../../harness/check/sides/shared-models.ts';
import { entries, side } from '../../../support/check-sides.ts';

describe('sharedModels', () => {
  const sides = { base: side('v1', ['a', 'old']), head: side('head', ['a', 'new']) };

  it('leaves out, and says, what only one side has', () => {
    const { models, findings } = sharedModels(entries('a', 'new'), sides, 'main');
    assert.deepEqual(
      models.map(({ value }) => value.name),
      ['a'],
    );
    assert.match(findings[0]?.seen ?? '', /^new is not in v1/);
    assert.match(findings[1]?.seen ?? '', /^old is in v1, but no longer here/);
    assert.equal(findings.length, 2);
  });

  it('says nothing of models that were not asked for', () => {
    assert.deepEqual(sharedModels(entries('a'), sides, ['a']).findings, []);
  });

  it('refuses a check of nothing', () => {
    assert.throws(() => sharedModels(entries('new'), sides, ['new']), { code: 'nothing-to-check' });
  });
});
