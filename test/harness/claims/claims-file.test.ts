import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { ClaimsFileWriter } from '../../../harness/claims/claims-file.ts';
import type { Observation } from '../../../results/claims-format.ts';
import { parseClaims } from '../../../results/claims-reading.ts';
import { claimsFileOf } from '../../support/claims-file.ts';

const OBSERVATION: Observation = {
  ...{ claim: 'a', case: 'b', round: 0 },
  outcome: { status: 'measured', figures: { wallMs: 1 } },
};
const RUNNING = claimsFileOf([], { status: 'incomplete' });

let out: string;

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'claims-file-test-'));
});

afterEach(() => {
  rmSync(out, { recursive: true });
});

function saved(folder = out) {
  return parseClaims(readFileSync(join(folder, 'claims.json'), 'utf8'));
}

describe('the file of claims', () => {
  it('holds every observation as soon as it was made, and says when it is complete', async () => {
    const writer = await ClaimsFileWriter.create(out, RUNNING);
    await writer.add(OBSERVATION);
    assert.deepEqual([saved().status, saved().observations], ['incomplete', [OBSERVATION]]);
    assert.deepEqual(await writer.end('complete'), saved());
    assert.equal(saved().status, 'complete');
    assert.deepEqual(readdirSync(out), ['claims.json']);
  });

  it('keeps complete answers with all of their report in previous, and leaves a run alone', async () => {
    const answered = claimsFileOf([OBSERVATION]);
    writeFileSync(join(out, 'claims.json'), JSON.stringify(answered));
    for (const name of ['claims.md', 'claims.html', 'run.json']) writeFileSync(join(out, name), '');
    await ClaimsFileWriter.create(out, RUNNING);
    assert.deepEqual(readdirSync(out).sort(), ['claims.json', 'previous', 'run.json']);
    assert.deepEqual(saved(join(out, 'previous')), answered);
    assert.ok(existsSync(join(out, 'previous', 'claims.md')));
    assert.deepEqual(saved(), RUNNING);
  });

  for (const [what, text] of [
    ['incomplete ones', JSON.stringify(RUNNING)],
    ['a torn file', '{"kind":"claims","formatV'],
  ] as const) {
    it(`does not keep ${what}`, async () => {
      writeFileSync(join(out, 'claims.json'), text);
      await ClaimsFileWriter.create(out, RUNNING);
      assert.ok(!existsSync(join(out, 'previous')));
    });
  }
});
