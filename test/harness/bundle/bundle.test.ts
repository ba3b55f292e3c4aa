import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

import { userProject } from '../../support/user-project.ts';

describe('bundle', () => {
  const project = userProject({
    'lib/lib.ts': 'export const lib: number = 4;',
    'lib/data.json': '{ "answer": 42 }',
  });
  after(() => {
    project.remove();
  });

  it('builds a file and what it imports, and names the sources', async () => {
    project.write({
      'bench/work.ts': `import { lib } from '../lib/lib.ts';
        import type { Absent } from 'absent';
        enum Colour { Red = 'red' }
        const value: Absent | number = await Promise.resolve(lib);
        export default { value, colour: Colour.Red };`,
    });
    const { url, inputs } = await project.bundle('bench/work.ts');
    assert.deepEqual(inputs, [project.path('bench/work.ts'), project.path('lib/lib.ts')]);
    assert.equal(dirname(fileURLToPath(url)), project.outDir);
    assert.deepEqual(await project.built('bench/work.ts'), { value: 4, colour: 'red' });
  });

  const forms: Readonly<Record<string, string>> = {
    'bench/form.mts': '#!/usr/bin/env node\nexport default { form: 1 } as const;',
    'bench/reexport.ts': "export { default } from './form.mts';",
    'bench/form.cjs': "'use strict';\nmodule.exports = { form: 1 };",
    'bench/compiled.cjs': `Object.defineProperty(exports, '__esModule', { value: true });
      exports.default = { form: 1 };`,
    'bench/form.cts': 'export = { form: 1 as number };',
    'bench/required.cts': "import form = require('./form.cjs');\nexport = form;",
    'bench/form.js': 'module.exports = { form: 1 };',
    'module/package.json': '{ "type": "module" }',
    'module/form.js': 'export default { form: 1 };',
    'module/compiled.cjs': `Object.defineProperty(exports, '__esModule', { value: true });
      exports.default = { form: 1 };`,
    'bench/mark.ts': '\uFEFFexport default { form: 1 as number };',
  };
  for (const file of Object.keys(forms).filter((name) => !name.endsWith('package.json'))) {
    it(`gives the default export of ${file}`, async () => {
      project.write(forms);
      assert.deepEqual(await project.built(file), { form: 1 });
    });
  }

  it('leaves the default export undefined where there is none', async () => {
    project.write({ 'bench/named.ts': 'export const named = 1;' });
    assert.equal(await project.built('bench/named.ts'), undefined);
  });

  it('builds JSON in, and leaves to Node what asks for JSON as Node does', async () => {
    project.write({
      'bench/json.ts': `import whole from '../lib/data.json' with { type: 'json' };
        import { answer } from '../lib/data.json';
        export default { whole, answer };`,
    });
    assert.deepEqual(await project.built('bench/json.ts'), { whole: { answer: 42 }, answer: 42 });
    project.write({
      'bench/node.ts': "export { default } from '../lib/data.json' with { type: 'json' };",
    });
    const { inputs } = await project.bundle('bench/node.ts');
    assert.deepEqual(inputs, [project.path('bench/node.ts')]);
    assert.deepEqual(await project.built('bench/node.ts'), { answer: 42 });
  });

  it('treats JSX, decorators and fields as tsconfig.json says', async () => {
    project.write({
      'ui/tsconfig.json':
        '{ "compilerOptions": { "jsx": "react", "jsxFactory": "h", "experimentalDecorators": true } }',
      'ui/work.tsx': `const h = (tag: string, _: unknown, text: string) => \`\${tag}:\${text}\`;
        function seen(target: any, key: string) { target.seen = key; }
        class Page { @seen render() { return <b>bold</b>; } }
        const page: any = new Page();
        export default { text: page.render(), seen: page.seen };`,
    });
    assert.deepEqual(await project.built('ui/work.tsx'), { text: 'b:bold', seen: 'render' });
  });

  it('takes a link for the file that it leads to', async () => {
    project.write({ 'bench/real.ts': 'export default import.meta.filename;' });
    symlinkSync(project.path('bench/real.ts'), project.path('link.ts'));
    assert.deepEqual(await project.bundle('link.ts'), await project.bundle('bench/real.ts'));
    assert.equal(await project.built('link.ts'), project.path('bench/real.ts'));
  });

  it('builds several files at once into one folder', async () => {
    project.write({ 'a/same.ts': 'export default 1;', 'b/same.ts': 'export default 2;' });
    const files = ['a/same.ts', 'b/same.ts', 'a/same.ts'];
    assert.deepEqual(await Promise.all(files.map((file) => project.built(file))), [1, 2, 1]);
  });

  it('makes the same file of the same sources', async () => {
    project.write({ 'bench/same.ts': 'export default 1;' });
    const [first, second] = [
      await project.bundle('bench/same.ts'),
      await project.bundle('bench/same.ts'),
    ];
    assert.deepEqual(first, second);
  });
});
