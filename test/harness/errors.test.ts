import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';

import { EXIT, reportFailure } from '../../harness/errors.ts';
import { ROOT } from '../support/command.ts';

/** Types leave nothing to import, so the codes are read where they are written. */
function codesInSource(): readonly string[] {
  const source = readFileSync(join(ROOT, 'harness/errors.ts'), 'utf8');
  const union = /export type ErrorCode =([^;]+);/.exec(source)?.[1] ?? '';
  return [...union.matchAll(/'([^']+)'/g)].map(([, code]) => code ?? '');
}

function codesInDocs(): readonly string[] {
  const page = readFileSync(join(ROOT, 'docs/errors.md'), 'utf8');
  return [...page.matchAll(/^### `([^`]+)`$/gm)].map(([, code]) => code ?? '');
}

describe('an error of the file system', () => {
  it("is the user's where only the user can help, and else a bug", () => {
    for (const [code, status] of [
      ['EACCES', EXIT.usage],
      ['ENOSPC', EXIT.usage],
      ['ENAMETOOLONG', EXIT.usage],
      ['ENOENT', EXIT.bug],
    ] as const) {
      const stderr = new PassThrough();
      const error = Object.assign(new Error(`${code}: open '/x'`), { code, path: '/x' });
      assert.equal(reportFailure(error, stderr), status);
      const said = String(stderr.read());
      if (status === EXIT.usage)
        assert.equal(said, `concurrency-bench: ${code}: open '/x' [file-access]\n`);
    }
  });

  it(
    "is the user's where the working folder was deleted",
    { skip: process.platform === 'win32' },
    () => {
      const here = process.cwd();
      process.chdir(mkdtempSync(join(tmpdir(), 'gone-')));
      rmdirSync(process.cwd());
      try {
        // Node keeps the former folder until it is asked for anew.
        process.chdir('.');
        process.cwd();
        assert.fail('there is a working folder');
      } catch (error) {
        const stderr = new PassThrough();
        assert.equal(reportFailure(error, stderr), EXIT.usage);
        assert.match(String(stderr.read()), /the working folder was deleted.* \[file-access\]\n$/);
      } finally {
        process.chdir(here);
      }
    },
  );
});

describe('docs/errors.md', () => {
  it('explains every error code, each once, and no other', () => {
    assert.ok(codesInSource().length > 0);
    assert.deepEqual([...codesInDocs()].sort(), [...codesInSource()].sort());
  });
});
