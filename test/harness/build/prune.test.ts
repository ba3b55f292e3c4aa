import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';

import { ROOT } from '../../support/command.ts';

it('takes out of dist what has no source any more', () => {
  const folder = mkdtempSync(join(tmpdir(), 'prune-'));
  try {
    for (const path of ['harness/build', 'scenarios/models', 'dist/scenarios/models']) {
      mkdirSync(join(folder, path), { recursive: true });
    }
    copyFileSync(join(ROOT, 'harness/build/prune.cjs'), join(folder, 'harness/build/prune.cjs'));
    writeFileSync(join(folder, 'scenarios/models/kept.ts'), '');
    for (const file of ['kept.js', 'kept.js.map', 'gone.js', 'gone.js.map']) {
      writeFileSync(join(folder, 'dist/scenarios/models', file), '');
    }
    writeFileSync(join(folder, 'dist/.tsbuildinfo'), '');
    execFileSync(process.execPath, [join(folder, 'harness/build/prune.cjs')]);
    assert.deepEqual(readdirSync(join(folder, 'dist/scenarios/models')), [
      'kept.js',
      'kept.js.map',
    ]);
    assert.deepEqual(readdirSync(join(folder, 'dist')), ['.tsbuildinfo', 'scenarios']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
