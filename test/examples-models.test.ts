import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { findModule } from '../harness/catalog.ts';
import { scratchFolder } from '../harness/engine/scratch-folder.ts';
import { casesOf } from '../harness/verify/cases.ts';
import { openSubject } from '../harness/verify/subject.ts';
import { ROOT } from './support/command.ts';
import { mainHere } from './support/main-here.ts';

const FOLDER = join(ROOT, 'examples/models');
/** Those that ask most of a pool; `cluster.ts` is tried whole. */
const SOME = /one function|one pass after|shares data|open that throws|close that throws|exits/;

describe('the examples of models', { timeout: 300_000 }, () => {
  it('are short', () => {
    const lines = (file: string) => readFileSync(join(FOLDER, file), 'utf8').split('\n').length - 1;
    for (const file of readdirSync(FOLDER)) assert.ok(lines(file) <= 75, file);
  });

  it('do all that is asked of a model: cluster.ts', async () => {
    const { code, stdout } = await mainHere('verify', 'examples/models/cluster.ts');
    assert.equal(code, 0, stdout);
  });

  for (const file of ['tinypool.ts', 'workerpool.ts']) {
    it(`do what is asked of a model: ${file}`, async ({ signal }) => {
      using scratch = scratchFolder();
      const { url: modelUrl } = await findModule('model', join(FOLDER, file), scratch.path);
      const isolation = file === 'tinypool.ts' ? 'thread' : 'process';
      const model = { name: file, summary: '', kind: 'model', isolation } as const;
      await using subject = await openSubject({ modelUrl, model, timeoutMs: 60_000, signal });
      const cases = casesOf('model').filter(({ does }) => SOME.test(does));
      assert.equal(cases.length, 6);
      for (const { does, check } of cases) {
        const { problem, stderr } = await check(subject);
        assert.equal(problem, null, `${does}: ${stderr}`);
      }
    });
  }
});
