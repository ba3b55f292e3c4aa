import assert from 'node:assert/strict';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

import { ROOT } from '../../support/command.ts';
import { userProject } from '../../support/user-project.ts';

/** Packages like those of a registry, and one of a workspace. */
const PACKAGES = {
  'package.json': '{ "imports": { "#lib": "./lib/lib.ts", "#files": "node:fs", "#esm": "esm" } }',
  'lib/lib.ts': 'export const lib: number = 4;',
  'node_modules/esm/package.json': '{ "type": "module", "exports": "./index.js" }',
  'node_modules/esm/index.js': 'export default import.meta.url; export const named = 1;',
  'node_modules/cjs/package.json': '{ "main": "./lib/main" }',
  'node_modules/cjs/lib/main.js': "exports.named = 'cjs'; exports.file = __filename;",
  'node_modules/dual/package.json': `{ "exports": {
    ".": { "module": "./wrong.mjs", "browser": "./wrong.mjs", "types": "./index.d.ts",
           "import": "./index.mjs", "require": "./index.cjs" },
    "./addon": { "node-addons": "./addon.cjs", "default": "./wrong.mjs" },
    "./sync": { "module-sync": "./sync.mjs", "default": "./wrong.mjs" } } }`,
  'node_modules/dual/index.mjs': "export default 'import';",
  'node_modules/dual/index.cjs': "module.exports = 'require';",
  'node_modules/dual/addon.cjs': "module.exports = 'addon';",
  'node_modules/dual/sync.mjs': "export default 'sync';",
  'packages/work space/package.json': `{ "name": "@my/space", "sideEffects": false, "exports": "./src/index.ts" }`,
  'packages/work space/src/index.ts': `import './effect.ts';
    import deep from 'deep';
    export const space: string = 'space and ' + deep;
    export const folder: string = import.meta.dirname;`,
  'packages/work space/src/effect.ts': 'globalThis.effect = true; export {};',
  'packages/work space/node_modules/deep/package.json': '{ "main": "deep.js" }',
  'packages/work space/node_modules/deep/deep.js': "module.exports = 'deep';",
};

describe('resolving', () => {
  const project = userProject(PACKAGES);
  project.write({ 'node_modules/@my/.keep': '' });
  symlinkSync(project.path('packages/work space'), project.path('node_modules/@my/space'));
  after(() => {
    project.remove();
  });

  /** The value of an expression after these lines, in a file of the project. */
  async function valueOf(expression: string, lines = '', file = 'bench/work.ts'): Promise<unknown> {
    const end = file.endsWith('.cjs') ? 'module.exports =' : 'export default';
    project.write({ [file]: `${lines}\n${end} ${expression};\n` });
    return project.built(file);
  }

  it('leaves packages where they are', async () => {
    const lines =
      "import esm, { named } from 'esm'; import * as cjs from 'cjs'; import fs from 'fs';";
    assert.deepEqual(
      await valueOf('[esm, named, cjs.named, cjs.file, typeof fs.statSync]', lines),
      [
        pathToFileURL(project.path('node_modules/esm/index.js')).href,
        1,
        'cjs',
        project.path('node_modules/cjs/lib/main.js'),
        'function',
      ],
    );
    const { inputs } = await project.bundle('bench/work.ts');
    assert.deepEqual(inputs, [project.path('bench/work.ts')]);
  });

  it("chooses among a package's exports as Node does", async () => {
    const lines =
      "import dual from 'dual'; import addon from 'dual/addon'; import sync from 'dual/sync';";
    assert.deepEqual(await valueOf('[dual, addon, sync]', lines), ['import', 'addon', 'sync']);
    assert.equal(await valueOf("require('dual')", '', 'bench/work.cjs'), 'require');
  });

  it('lets CommonJS require built-in modules, packages, JSON and sources', async () => {
    project.write({
      'bench/data.json': '{ "data": 1 }',
      'lib/near.cjs': "module.exports = require.resolve('./lib.ts');",
    });
    const required = `[typeof require('fs').statSync, require('cjs').named, require('esm').named,
      require('./data.json').data, require('../lib/lib.ts').lib, require.resolve('cjs'), require('../lib/near.cjs')]`;
    assert.deepEqual(await valueOf(required, '', 'bench/work.cjs'), [
      ...['function', 'cjs', 1, 1, 4],
      project.path('node_modules/cjs/lib/main.js'),
      project.path('lib/lib.ts'),
    ]);
  });

  it('lets an ES module make its own require', async () => {
    const lines = `import { createRequire } from 'node:module';
      const require = createRequire(import.meta.url);`;
    assert.deepEqual(await valueOf("[require('dual'), require('../lib/lib.ts').lib]", lines), [
      'require',
      4,
    ]);
  });

  it('builds a workspace that is linked as a package, with the packages that it sees', async () => {
    const lines = "import { space, folder } from '@my/space';";
    const values = await valueOf('[space, folder, globalThis.effect]', lines);
    assert.deepEqual(values, ['space and deep', project.path('packages/work space/src'), true]);
  });

  it('follows the links of pnpm', async () => {
    const store = 'node_modules/.pnpm/outer@1.0.0/node_modules';
    project.write({
      [`${store}/outer/package.json`]: '{ "main": "main.js" }',
      [`${store}/outer/main.js`]: "module.exports = 'outer of ' + require('inner');",
      [`${store}/inner/index.js`]: "module.exports = 'inner';",
    });
    symlinkSync(project.path(`${store}/outer`), project.path('node_modules/outer'));
    assert.equal(await valueOf('outer', "import outer from 'outer';"), 'outer of inner');
  });

  it("follows package.json's imports and tsconfig.json's paths", async () => {
    project.write({
      'tsconfig.base.json':
        '{ "compilerOptions": { "paths": { "@lib/*": ["./lib/*"], "esm": ["./types/esm.d.ts"] } } }',
      'tsconfig.json': '{ "extends": "./tsconfig.base.json" }',
      'types/esm.d.ts': 'declare const url: string; export default url;',
    });
    const lines = `import { lib } from '#lib'; import { existsSync } from '#files'; import esm from '#esm';
      import { lib as byPath } from '@lib/lib'; import { lib as byEnding } from '../lib/lib.js';
      import typed from 'esm';`;
    const values = await valueOf('[lib, existsSync("/"), esm === typed, byPath, byEnding]', lines);
    assert.deepEqual(values, [4, true, true, 4, 4]);
  });

  it('tells a folder of the user from a package of the same name', async () => {
    project.write({ 'bench/esm/index.ts': "export const own: string = 'own';" });
    const lines = "import { own } from './esm/index.ts'; import { named } from 'esm';";
    assert.deepEqual(await valueOf('[own, named]', lines), ['own', 1]);
  });

  it('builds a file that lies in an installed package', async () => {
    project.write({
      'node_modules/examples/lib.ts': 'export const own: number = 7;',
    });
    const lines = "import { own } from './lib.ts'; import { named } from 'esm';";
    const values = await valueOf('[own, named] as const', lines, 'node_modules/examples/work.ts');
    assert.deepEqual(values, [7, 1]);
  });

  it('lets optional packages be missing', async () => {
    const lines = "const code = await import('absent').catch((error) => error.code);";
    assert.equal(await valueOf('code', lines), 'ERR_MODULE_NOT_FOUND');
    const near = "const near = await import('./absent.ts').catch((error) => error.message);";
    assert.ok(String(await valueOf('near', near)).includes(project.path('bench/absent.ts')));
    const required = "let code; try { require('absent'); } catch (error) { code = error.code; }";
    assert.equal(await valueOf('code', required, 'bench/work.cjs'), 'MODULE_NOT_FOUND');
  });

  it('builds what a dynamic import may name', async () => {
    project.write({ 'bench/kinds/one.ts': 'export default 1 as number;' });
    assert.equal(
      await valueOf('(await import(`./kinds/${kind}.ts`)).default', "const kind = 'one';"),
      1,
    );
  });

  it('follows URLs, and loads anew what a query tells from another', async () => {
    project.write({ 'lib/token.ts': 'export const token: object = {};' });
    const url = pathToFileURL(project.path('lib/token.ts')).href;
    const lines = `import { token as first } from '../lib/token.ts';
      import { token as same } from '${url}'; import { token as other } from '../lib/token.ts?2';`;
    assert.deepEqual(await valueOf('[first === same, first === other]', lines), [true, false]);
    const { inputs } = await project.bundle('bench/work.ts');
    assert.deepEqual(inputs, [project.path('bench/work.ts'), project.path('lib/token.ts')]);
  });

  it('leaves addons to Node', async () => {
    project.write({ 'bench/addon.node': 'no addon' });
    const lines =
      "let message; try { require('./addon.node'); } catch (error) { message = error.message; }";
    const message = await valueOf('message', lines, 'bench/work.cjs');
    assert.ok(String(message).includes(project.path('bench/addon.node')));
  });

  it('resolves this package to the running one', async () => {
    project.write({
      'bench/own.ts': `import { defineWorkload } from 'concurrency-bench';
        import { runWorker } from 'concurrency-bench/model';
        export default [defineWorkload, runWorker];`,
    });
    const { url, inputs } = await project.bundle('bench/own.ts');
    assert.deepEqual(inputs, [project.path('bench/own.ts')]);
    const text = readFileSync(new URL(url), 'utf8');
    for (const file of ['harness/api.ts', 'scenarios/model.ts']) {
      assert.ok(text.includes(`"${pathToFileURL(join(ROOT, file)).href}"`));
    }
  });
});
