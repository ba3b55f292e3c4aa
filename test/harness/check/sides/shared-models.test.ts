import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { sharedModels } from '../../../../harness/check/sides/shared-models.ts';
import { entries, side } from '../../../support/check-sides.ts';

describe('sharedModels', () => {
  const named = (name: string) => ({ set: [name], allowRemoved: false });
  const sides = { base: side('v1', ['a', 'old']), head: side('head', ['a', 'new']) };

  it('leaves out, and says, what only one side has', () => {
    const { models, findings } = sharedModels(entries('a', 'new'), sides, {
      ...{ set: 'main', allowRemoved: true },
    });
    assert.deepEqual(
      models.map(({ value }) => value.name),
      ['a'],
    );
    assert.match(findings[0]?.seen ?? '', /^new is not in v1/);
    assert.match(findings[1]?.seen ?? '', /^old is in v1, but no longer here/);
    assert.equal(findings.length, 2);
  });

  it('takes what is gone for a problem, unless it may go', () => {
    const codes = (allowRemoved: boolean) =>
      sharedModels(entries('a'), sides, { set: 'main', allowRemoved }).findings.map(
        ({ code, severity }) => [code, severity],
      );
    assert.deepEqual(codes(false), [['model-removed', 'problem']]);
    assert.deepEqual(codes(true), [['model-on-one-side', 'note']]);
  });

  it('says nothing of models that were not asked for', () => {
    assert.deepEqual(sharedModels(entries('a'), sides, named('a')).findings, []);
  });

  it('refuses a check of nothing', () => {
    assert.throws(() => sharedModels(entries('new'), sides, named('new')), {
      code: 'nothing-to-check',
    });
  });
});
