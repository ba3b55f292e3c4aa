import assert from 'node:assert/strict';
import { relative } from 'node:path';
import { after, describe, it } from 'node:test';

import { BundleError } from '../../../harness/bundle/bundle-error.ts';
import { userProject } from '../../support/user-project.ts';

describe('problems', () => {
  const project = userProject({
    'node_modules/there/package.json': '{ "exports": { ".": "./index.js" } }',
    'node_modules/there/index.js': '',
    'lib/lib.ts': 'export const lib = 1;',
    'folder.ts/file.ts': '',
  });
  after(() => {
    project.remove();
  });

  /** Text of a file, and the problem after the file's path. */
  const CASES: readonly (readonly [
    what: string,
    file: string,
    text: string | null,
    problem: string,
  ])[] = [
    ['no such file', 'absent.ts', null, ': no such file'],
    ['a folder', 'folder.ts', null, ': not a file'],
    ['no program', 'data.txt', 'text', ': neither JavaScript nor TypeScript, by its ending'],
    ['a syntax error', 'syntax.ts', 'let ü = "é"; let x y;', ':1:20: Expected ";" but found "y"'],
    [
      'a package that is not installed',
      'package.ts',
      "type A = 1;\nimport 'sharp';",
      ':2: imports "sharp", which is not installed: npm install sharp',
    ],
    [
      'a part of one',
      'part.ts',
      "import '@scope/name/part';",
      ':1: imports "@scope/name/part", which is not installed: npm install @scope/name',
    ],
    [
      'one that is required',
      'required.cjs',
      "\n\nrequire('sharp');",
      ':3: imports "sharp", which is not installed: npm install sharp',
    ],
    [
      'what a package does not export',
      'export.ts',
      "import 'there/part';",
      ':1: imports "there/part", which its package does not export, or which is not built yet',
    ],
    [
      'a source that does not exist',
      'source.ts',
      "\nimport './data.ts';",
      ':2: imports "./data.ts", which does not exist',
    ],
    [
      'an entry of "imports" that does not exist',
      'hash.ts',
      "import '#lib';",
      ':1: imports "#lib", which "imports" of package.json does not lead to a file',
    ],
    [
      'a missing export',
      'named.ts',
      "import { gone } from './lib/lib.ts';\nexport default gone;",
      ':1:10: No matching export in "lib/lib.ts" for import "gone"',
    ],
    [
      'several',
      'several.ts',
      "import './a.ts';\nimport './b.ts';\nimport 'c';",
      ':1: imports "./a.ts", which does not exist (and 2 more)',
    ],
  ];
  for (const [what, file, text, problem] of CASES) {
    it(`names ${what} in one line`, async () => {
      if (text !== null) project.write({ [file]: text });
      await assert.rejects(project.bundle(file), isBundleError(file, problem));
    });
  }

  it('names the source in which it is', async () => {
    project.write({ 'lib/bad.ts': 'export let = ;', 'work.ts': "import './lib/bad.ts';" });
    await assert.rejects(
      project.bundle('work.ts'),
      isBundleError('lib/bad.ts', ':1:12: Expected identifier but found "="'),
    );
  });

  it('names a worker program that cannot be built', async () => {
    project.write({
      'pool.ts': "export default new URL('./lib/worker.ts', import.meta.url);",
      'lib/worker.ts': "import 'sharp';",
    });
    const problem = ':1: imports "sharp", which is not installed: npm install sharp';
    await assert.rejects(project.bundle('pool.ts'), isBundleError('lib/worker.ts', problem));
  });

  it('names a mistake in tsconfig.json once', async () => {
    project.write({ 'ts/tsconfig.json': '{', 'ts/work.ts': 'export default 1;' });
    await assert.rejects(project.bundle('ts/work.ts'), (error) => {
      assert.ok(error instanceof BundleError);
      assert.ok(error.message.startsWith(project.path('ts/tsconfig.json:1:2: ')));
      assert.doesNotMatch(error.message, / more\)$|\n/);
      return true;
    });
  });

  it('shows paths below the working folder from there', async () => {
    const file = relative(process.cwd(), import.meta.filename);
    assert.ok(!file.startsWith('..'));
    await assert.rejects(project.bundle(relative(project.folder, `${import.meta.filename}.ts`)), {
      message: `${file}.ts: no such file`,
    });
  });

  function isBundleError(file: string, problem: string) {
    return { name: 'BundleError', message: `${project.path(file)}${problem}` };
  }
});
