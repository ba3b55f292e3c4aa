import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { copyProject, PRODUCT } from '../support/project-copy.ts';

const folder = mkdtempSync(join(tmpdir(), 'catalog-'));

before(() => {
  copyProject(folder, PRODUCT);
  write('models/broken.ts', `import 'no-such-package';`);
  write('workloads/empty.ts', 'export default {};');
  write(
    'workloads/lengths.ts',
    `export default { name: 'lengths', summary: 'L.', list: () => ['a'], run: (text) => text.length };`,
  );
});
after(() => {
  rmSync(folder, { recursive: true });
});

function write(path: string, source: string): void {
  writeFileSync(join(folder, 'scenarios', path), source);
}

/** Exit status and stderr. */
function compare(...args: readonly string[]): Promise<readonly [number, string]> {
  const command = ['harness/cli.ts', 'compare', '--items', '1', '--rounds', '1', '--launches', '0'];
  return new Promise((resolve) => {
    const options = { cwd: folder };
    const child = execFile(process.execPath, [...command, ...args], options, (_, __, stderr) => {
      resolve([child.exitCode ?? -1, stderr]);
    });
  });
}

describe('a broken file of the catalog', { timeout: 600_000 }, () => {
  it('is one line with its name and field, before anything is measured', async () => {
    const [code, stderr] = await compare('empty', '--models', 'single-threaded', '--quiet');
    assert.equal(code, 2);
    assert.match(stderr, /^[^\n]*scenarios\/workloads\/empty\.ts: [^\n]*\[bad-workload\]\n$/);
  });

  it('harms no command that does not need it', async () => {
    const [all, said] = await compare('lengths', '--models', 'all', '--quiet');
    assert.equal(all, 2);
    assert.match(said, /^[^\n]*scenarios\/models\/broken\.ts: [^\n]*no-such-package[^\n]*\n/);
    const [main, stderr] = await compare('lengths');
    assert.equal(main, 0, stderr);
    assert.match(stderr, /^left out: scenarios\/models\/broken\.ts: /m);
  });
});
