import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { ClaimsFileWriter } from '../../../harness/claims/claims-file.ts';
import { OutputFolder } from '../../../harness/output/output-folder.ts';
import type { Observation } from '../../../results/claims-format.ts';
import { parseClaims } from '../../../results/claims-reading.ts';
import { claimsFileOf } from '../../support/claims-file.ts';

const OBSERVATION: Observation = {
  ...{ claim: 'a', case: 'b', round: 0 },
  outcome: { status: 'measured', figures: { wallMs: 1 } },
};
const RUNNING = claimsFileOf([], { status: 'incomplete' });

let out: string;
let output: OutputFolder;

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'claims-file-test-'));
  output = OutputFolder.open(out);
});

afterEach(() => {
  output[Symbol.dispose]();
  rmSync(out, { recursive: true });
});

function saved(folder = out) {
  return parseClaims(readFileSync(join(folder, 'claims.json'), 'utf8'));
}

function visible(): readonly string[] {
  return readdirSync(out).filter((name) => !name.startsWith('.'));
}

describe('the file of claims', () => {
  it('holds every observation as soon as it was made, and says when it is complete', async () => {
    const writer = await ClaimsFileWriter.create(output, RUNNING);
    await writer.add(OBSERVATION);
    assert.deepEqual([saved().status, saved().observations], ['incomplete', [OBSERVATION]]);
    assert.deepEqual(await writer.end('complete'), saved());
    assert.equal(saved().status, 'complete');
    assert.deepEqual(visible(), ['claims.json']);
  });

  it('keeps complete answers with all of their report in previous, and leaves a run alone', async () => {
    const answered = claimsFileOf([OBSERVATION]);
    await output.write('claims.json', JSON.stringify(answered));
    for (const name of ['claims.md', 'claims.html', 'run.json']) await output.write(name, '');
    await ClaimsFileWriter.create(output, RUNNING);
    assert.deepEqual(visible().toSorted(), ['claims.json', 'previous', 'run.json']);
    assert.deepEqual(saved(join(out, 'previous')), answered);
    assert.ok(existsSync(join(out, 'previous', 'claims.md')));
    assert.deepEqual(saved(), RUNNING);
  });

  for (const [what, text] of [
    ['incomplete ones', JSON.stringify(RUNNING)],
    ['a torn file', '{"kind":"claims","formatV'],
  ] as const) {
    it(`does not keep ${what}`, async () => {
      await output.write('claims.json', text);
      await ClaimsFileWriter.create(output, RUNNING);
      assert.ok(!existsSync(join(out, 'previous')));
    });
  }
});
