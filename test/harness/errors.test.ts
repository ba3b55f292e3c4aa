import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

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

describe('docs/errors.md', () => {
  it('explains every error code, each once, and no other', () => {
    assert.ok(codesInSource().length > 0);
    assert.deepEqual([...codesInDocs()].sort(), [...codesInSource()].sort());
  });
});
