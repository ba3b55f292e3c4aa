import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { ClaimsFileError, parseClaims } from '../../results/claims-reading.ts';
import { claimsFileOf } from '../support/claims-file.ts';

const FILE = claimsFileOf([
  { claim: 'a', case: 'b', round: 0, outcome: { status: 'measured', figures: { wallMs: 1 } } },
]);

describe('parseClaims', () => {
  it('reads what the command writes', () => {
    assert.deepEqual(parseClaims(JSON.stringify(FILE)), FILE);
  });

  const REFUSED: readonly [what: string, text: string, message: RegExp][] = [
    ['text', 'claims', /^not JSON$/],
    ['a run file', '{"formatVersion":2}', /^not a file of claims$/],
    [
      'a newer version',
      JSON.stringify({ ...FILE, formatVersion: 2 }),
      /^format version 2, where this program reads 1$/,
    ],
    [
      'a figure that is no number',
      JSON.stringify(FILE).replace('"wallMs":1', '"wallMs":"1"'),
      /^observations\.0\.outcome\.figures\.wallMs: /,
    ],
  ];
  for (const [what, text, message] of REFUSED) {
    it(`refuses ${what}`, () => {
      assert.throws(() => parseClaims(text), { name: ClaimsFileError.name, message });
    });
  }
});
