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
      stack: null,
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

  it('keeps the first 20 lines of the stack of any other error', () => {
    const own = itemFailure('mew', new RangeError('too far'));
    assert.match(own.stack ?? '', /^RangeError: too far\n +at .*item-error\.test/);
    const long = Object.assign(new Error('deep'), { stack: 'line\n'.repeat(100) });
    assert.equal(itemFailure('mew', long).stack?.split('\n').length, 20);
    assert.equal(itemFailure('mew', 'no error').stack, null);
  });

  it('has a message whatever was thrown', () => {
    for (const thrown of [Object.create(null), Symbol('odd'), { toString: () => 7n }]) {
      assert.equal(typeof itemFailure('mew', thrown).message, 'string');
    }
  });

  it('is plain data that survives a structured clone', () => {
    const failure = itemFailure('mew', new ItemError('timeout', 'slow', { cause: () => 0 }));
    assert.deepEqual(structuredClone(failure), failure);
  });
});
