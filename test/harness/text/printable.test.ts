import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { printable, printableJson, printed } from '../../../harness/text/printable.ts';

/** Clears the screen, sets a title, overwrites a line, turns the direction of writing; C1 as well. */
const HOSTILE = ['\u001b[2J', '\u001b]0;x\u0007', 'a\rb', '\u202e', '\u2066', '\u009b2J', '\u007f'];
const OBEYED = /(?!\n)[\p{Cc}\p{Bidi_Control}]/u;

describe('what is printed', () => {
  it('holds nothing of others that a terminal obeys', () => {
    for (const text of HOSTILE) {
      assert.doesNotMatch(printable(text), OBEYED);
      assert.doesNotMatch(printed(text), OBEYED);
    }
  });

  it('keeps the colours and the status line of this program', () => {
    const own = 'a\u001b[1mb\u001b[22m\n\r\u001b[Kmeasured\tx';
    assert.equal(printed(own), own);
  });

  it('is the same value as JSON', () => {
    const value = { [HOSTILE.join('')]: HOSTILE };
    const json = printableJson(value);
    assert.doesNotMatch(json, OBEYED);
    assert.deepEqual(JSON.parse(json), value);
  });
});
