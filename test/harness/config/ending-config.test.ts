import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

import { startIn } from '../../support/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'ending-config-'));
after(() => {
  rmSync(folder, { recursive: true });
});

/** How they end would look like a run that went well, one that found a regression, or Node's own 13. */
const CONFIGS = {
  'ends the process with 0': 'process.exit(0);',
  'ends the process with 1': 'process.exit(1);',
  'awaits what never comes': 'await new Promise(() => {});',
};

describe('a configuration that', () => {
  for (const [does, source] of Object.entries(CONFIGS)) {
    it(`${does} is refused with 2`, async () => {
      writeFileSync(join(folder, 'concurrency-bench.config.mjs'), source);
      const { code, stdout, stderr } = await startIn(folder, 'compare', '--quiet').ended;
      assert.deepEqual([code, stdout], [2, ''], stderr);
      assert.match(stderr, /^concurrency-bench: [^\n]+ \[bad-config\]$/m);
    });
  }
});
