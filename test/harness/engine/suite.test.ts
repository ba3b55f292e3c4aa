import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { findModule } from '../../../harness/catalog.ts';
import { ownCodeDigest, thisSuite, version } from '../../../harness/engine/suite.ts';

let folder: string;
let builds = 0;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'suite-test-'));
});

after(() => {
  rmSync(folder, { recursive: true });
});

type Source = Parameters<typeof ownCodeDigest>[1];

/** Of a workload that imports a file of this text, built into a folder of its own. */
async function digestOf(imported: string): Promise<string | null> {
  writeFileSync(join(folder, 'part.ts'), imported);
  writeFileSync(
    join(folder, 'work.ts'),
    `import { part } from './part.ts';\nexport default { run: (item: string) => item + part };\n`,
  );
  const built = join(folder, `build-${++builds}`);
  mkdirSync(built);
  const { url, file } = await findModule('workload', join(folder, 'work.ts'), built);
  const source = { kind: 'model', codeSha256: null, modelUrl: url, workloadUrl: url } as const;
  return ownCodeDigest({ file, modelFile: null }, source as unknown as Source);
}

describe('what was measured, as a digest', () => {
  it("is the same for the same files of the user's, wherever they are built", async () => {
    const first = await digestOf('export const part: string = "a";');
    assert.match(first ?? '', /^[0-9a-f]{64}$/);
    assert.equal(await digestOf('export const part: string = "a";'), first);
    assert.notEqual(await digestOf('export const part: string = "b";'), first);
  });

  it("is null for the suite's own models and workloads, which are part of the suite", () => {
    const source = { kind: 'model', codeSha256: null } as Source;
    assert.equal(ownCodeDigest({ file: null, modelFile: null }, source), null);
    const ofSide = { ...source, codeSha256: '77' } as Source;
    assert.equal(ownCodeDigest({ file: null, modelFile: null }, ofSide), '77');
    assert.match(thisSuite().sha256, /^[0-9a-f]{64}$/);
    assert.deepEqual(thisSuite(), { version: version(), sha256: thisSuite().sha256 });
  });
});
