import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { csvText } from '../../../harness/text/csv.ts';

describe('CSV', () => {
  it('is as RFC 4180 has it', () => {
    const text = csvText([
      ['plain', 'a,b', 'say "x"', 'two\nlines'],
      [448.00000000000006, null, '', -2],
    ]);
    assert.equal(text, 'plain,"a,b","say ""x""","two\nlines"\r\n448,,,-2\r\n');
  });
});
