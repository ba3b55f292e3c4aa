import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { ItemError, itemFailure } from '../../scenarios/item-error.ts';

describe('itemFailure', () => {
  it('keeps the kind and the message of an ItemError', () => {
    const error = new ItemError('json', 'not JSON: <html>', { cause: 7 });
    assert.equal(error.cause, 7);
    assert.deepEqual(itemFailure('mew', error), {
      name: 'mew',
      kind: 'json',
      message: 'not JSON: <html>',
    });
  });

  it('counts anything else that is thrown as other', () => {
    const thrown = [new RangeError('too far'), 'text', undefined, null];
    assert.deepEqual(
      thrown.map((error) => itemFailure('mew', error).message),
      ['RangeError: too far', 'text', 'undefined', 'null'],
    );
    assert.ok(thrown.every((error) => itemFailure('mew', error).kind === 'other'));
  });

  it('is plain data that survives a structured clone', () => {
    const failure = itemFailure('mew', new ItemError('timeout', 'slow', { cause: () => 0 }));
    assert.deepEqual(structuredClone(failure), failure);
  });
});
