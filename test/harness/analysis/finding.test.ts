import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';

import { FINDING_CODES } from '../../../harness/analysis/finding.ts';
import { ROOT } from '../../support/command.ts';

it('docs/findings.md explains every finding code, each once, and no other', () => {
  const page = readFileSync(join(ROOT, 'docs/findings.md'), 'utf8');
  const explained = [...page.matchAll(/^### `([^`]+)`$/gm)].map(([, code]) => code ?? '');
  assert.deepEqual(explained.sort(), [...FINDING_CODES].sort());
});
