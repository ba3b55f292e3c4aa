import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { sourcesDigest } from '../../../harness/built-from.ts';
import { ROOT } from '../../support/command.ts';
import { copyProject, PRODUCT } from '../../support/project-copy.ts';

const folder = mkdtempSync(join(tmpdir(), 'build-'));
let built: ReturnType<typeof run>;

function run(...args: readonly string[]) {
  return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
}

function cli(...args: readonly string[]) {
  return run('dist/harness/cli.js', ...args);
}

before(() => {
  copyProject(folder, [...PRODUCT, 'tsconfig.json', 'tsconfig.build.json']);
  const model = (name: string, source: string) => {
    writeFileSync(join(folder, 'scenarios/models', `${name}.ts`), source);
  };
  model('broken', 'export default { name: ');
  model('untyped', `import x from 'no-such-package';\nexport default x satisfies 1;\n`);
  mkdirSync(join(folder, 'dist/scenarios/models'), { recursive: true });
  for (const name of ['gone.js', 'gone.js.map', 'gone.d.ts'])
    writeFileSync(join(folder, 'dist/scenarios/models', name), '');
  built = run('harness/build/build.cjs');
});
after(() => {
  rmSync(folder, { recursive: true });
});

describe('the build', { timeout: 600_000 }, () => {
  it('goes on past a file that does not compile, and names it', () => {
    assert.equal(built.status, 0, built.stderr);
    assert.match(
      built.stderr,
      /^building [^\n]+\nscenarios\/models\/broken\.ts\(1,\d+\): error TS\d+: /,
    );
    assert.doesNotMatch(built.stderr, /untyped/);
  });

  it('leaves nothing in place of it that could run as something else', () => {
    const found = run('dist/scenarios/models/broken.js');
    assert.match(found.stderr, /SyntaxError: scenarios\/models\/broken\.ts\(1,\d+\): error TS/);
  });

  it('takes out of dist what has no source any more', () => {
    for (const name of ['gone.js', 'gone.js.map', 'gone.d.ts'])
      assert.equal(existsSync(join(folder, 'dist/scenarios/models', name)), false, name);
  });

  it('copies what is read at run time', () => {
    for (const name of ['harness/drawing/page.css', 'mock-server/data/species.json.br'])
      assert.deepEqual(
        readFileSync(join(folder, 'dist', name)),
        readFileSync(join(ROOT, name)),
        name,
      );
  });

  it('lets commands work that need no broken file', () => {
    const help = cli('compare', '--help');
    assert.equal(help.status, 0, help.stderr);
    copyFileSync(join(ROOT, 'results/reference/run.json'), join(folder, 'run.json'));
    const report = cli('report', 'run.json');
    assert.equal(report.status, 0, report.stderr);
  });

  it('is refused where a source has changed since, and in a checkout that was never built', () => {
    const source = join(folder, 'scenarios/workloads/added.ts');
    writeFileSync(source, 'export default {};');
    const changed = cli('compare', '--help');
    rmSync(source);
    assert.equal(changed.status, 2, changed.stderr);
    assert.match(changed.stderr, /^[^\n]+npm run build[^\n]+\[stale-build\]\n$/);
    assert.equal(cli('compare', '--help').status, 0);
    rmSync(join(folder, 'dist/.built-from'));
    assert.equal(cli('compare', '--help').status, 2);
    // As it was, for those that follow.
    writeFileSync(join(folder, 'dist/.built-from'), sourcesDigest(folder));
  });

  it('says in one line what is broken where it is needed', () => {
    const named = cli('compare', '--models', 'broken', '--items', '1', '--quiet');
    assert.equal(named.status, 2, named.stderr);
    assert.match(named.stderr, /^[^\n]*broken\.ts[^\n]*\[bad-model\]\n$/);
  });
});
