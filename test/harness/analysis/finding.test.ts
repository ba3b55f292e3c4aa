import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { ROOT } from '../support/command.ts';

/** Read where they are written, as those that depend on a run cannot be listed by asking. */
function codesInSource(): readonly string[] {
  const files = globSync('harness/{analysis,check}/**/*.ts', { cwd: ROOT });
  const sources = files.map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n');
  return [...sources.matchAll(/\b(?:code: |problem\()'([a-z-]+)'/g)].map(([, code]) => code ?? '');
}

describe('docs/findings.md', () => {
  it('explains every finding code, each once, and no other', () => {
    const page = readFileSync(join(ROOT, 'docs/findings.md'), 'utf8');
    const explained = [...page.matchAll(/^### `([^`]+)`$/gm)].map(([, code]) => code ?? '');
    assert.ok(explained.length > 10);
    assert.deepEqual(explained.sort(), [...new Set(codesInSource())].sort());
  });
});
