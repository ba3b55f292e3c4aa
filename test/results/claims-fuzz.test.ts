import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';

import fc from 'fast-check';

import { allClaims } from '../../harness/catalog.ts';
import type { Claim } from '../../harness/claim-contract.ts';
import { judgeClaims } from '../../harness/claims/judging.ts';
import { claimsPage } from '../../harness/claims/report/page.ts';
import { jsonClaims } from '../../harness/claims/report/json.ts';
import { markdownClaims, terminalClaims } from '../../harness/claims/report/text.ts';
import type { ClaimsFile } from '../../results/claims-format.ts';
import { ClaimsFileError, parseClaims } from '../../results/claims-reading.ts';
import { damaged, readOrRefuse } from '../support/damage.ts';

/** The first rounds of all claims, as they were measured. */
function measured(): string {
  const path = join(import.meta.dirname, '../../results/reference/claims.json');
  const file = JSON.parse(readFileSync(path, 'utf8')) as ClaimsFile;
  const observations = file.observations.filter(({ round }) => round < 2);
  return JSON.stringify({ ...file, observations });
}

describe('a damaged file of claims', () => {
  let claims: readonly Claim[];

  before(async () => {
    claims = await allClaims();
  });

  it('is answers or one clear line, 600 times', () => {
    let answered = 0;
    const check = (text: string) => {
      const file = readOrRefuse(text, parseClaims, ClaimsFileError);
      if (file === null) return;
      const answers = judgeClaims(file, claims);
      for (const report of [terminalClaims, jsonClaims]) {
        assert.doesNotMatch(report(answers, file), /\b(?:NaN|Infinity|undefined)\b|\[object/);
      }
      const texts = [markdownClaims(answers, file, []), claimsPage(answers, file, [])];
      for (const report of texts) assert.ok(!report.includes('<script>alert'));
      answered++;
    };
    check(measured());
    fc.assert(fc.property(damaged(measured()), check), { numRuns: 600, seed: 4 });
    assert.ok(answered > 60 && answered < 500, `${answered} answered`);
  });
});
