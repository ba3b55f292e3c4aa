import assert from 'node:assert/strict';
import { mkdirSync, mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { HarnessError } from '../../harness/errors.ts';
import { invocation, makeOwnFolder, projectOf, shownDoc } from '../../harness/project.ts';
import { ROOT } from '../support/command.ts';

describe('project', () => {
  it('is this suite anywhere in its own repository', () => {
    for (const cwd of [ROOT, join(ROOT, 'harness', 'engine')]) {
      const project = projectOf(cwd);
      assert.equal(project.root, ROOT);
      assert.equal(project.isSuite, true);
      assert.equal(project.cacheDir, join(ROOT, '.cache'));
      assert.equal(project.outDir('compare'), join(ROOT, 'results', 'latest'));
      assert.equal(project.outDir('check'), join(ROOT, 'results', 'check'));
      assert.equal(project.baselineDir, join(ROOT, 'results', 'baseline'));
    }
    assert.equal(invocation('check', '--against', 'main'), 'npm run check -- --against main');
    assert.equal(invocation('baseline'), 'npm run baseline');
    assert.equal(shownDoc('errors.md'), 'docs/errors.md');
  });

  it('is the nearest folder with a package.json elsewhere', () => {
    using temporary = mkdtempDisposableSync(join(tmpdir(), 'a project-'));
    const root = join(temporary.path, 'packages', 'x');
    mkdirSync(join(root, 'bench', 'deep'), { recursive: true });
    for (const folder of [temporary.path, root])
      writeFileSync(join(folder, 'package.json'), '{ "name": "of-a-user" }');
    const project = projectOf(join(root, 'bench', 'deep'));
    assert.equal(project.root, root);
    assert.equal(project.isSuite, false);
    assert.equal(project.cacheDir, join(root, '.concurrency-bench', 'cache'));
    assert.equal(project.outDir('compare'), join(root, '.concurrency-bench', 'latest'));
    assert.equal(project.outDir('check'), join(root, '.concurrency-bench', 'check'));
    assert.equal(project.baselineDir, join(root, 'concurrency-bench-baseline'));
  });

  it('is the working folder without a package.json', () => {
    using temporary = mkdtempDisposableSync(join(tmpdir(), 'no-project-'));
    assert.equal(projectOf(temporary.path).root, temporary.path);
  });

  it('tolerates a package.json that cannot be read', () => {
    using temporary = mkdtempDisposableSync(join(tmpdir(), 'odd-project-'));
    for (const text of ['{', 'null', '[]', '']) {
      writeFileSync(join(temporary.path, 'package.json'), text);
      assert.equal(projectOf(temporary.path).isSuite, false);
    }
  });

  it('is ignored by git where its own files lie', () => {
    using temporary = mkdtempDisposableSync(join(tmpdir(), 'project-'));
    const ignore = join(temporary.path, '.concurrency-bench', '.gitignore');
    makeOwnFolder(projectOf(temporary.path));
    assert.equal(readFileSync(ignore, 'utf8'), '*\n');
    writeFileSync(ignore, 'by the user');
    makeOwnFolder(projectOf(temporary.path));
    assert.equal(readFileSync(ignore, 'utf8'), 'by the user');
  });

  it('refuses a project that cannot be written', () => {
    using temporary = mkdtempDisposableSync(join(tmpdir(), 'project-'));
    writeFileSync(join(temporary.path, '.concurrency-bench'), 'a file');
    assert.throws(
      () => {
        makeOwnFolder(projectOf(temporary.path));
      },
      (error) => error instanceof HarnessError && error.code === 'output-not-writable',
    );
  });
});
