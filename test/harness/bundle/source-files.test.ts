import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { basename } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { userProject } from '../../support/user-project.ts';

describe('source files', () => {
  const project = userProject({ 'lib/data.txt': 'data beside the source' });
  after(() => {
    project.remove();
  });

  it('keep the place of each source', async () => {
    project.write({
      'lib/es.ts': `import { readFileSync } from 'node:fs';
        export const es: string[] = [import.meta.url, import.meta.filename, import.meta.dirname];
        export const data: string = readFileSync(new URL('data.txt', import.meta.url), 'utf8');`,
      'lib/common.cjs': 'module.exports = [__filename, __dirname];',
      'bench/place.ts': `import { es, data } from '../lib/es.ts';
        import common from '../lib/common.cjs';
        const __filename: string = 'of the user';
        export default { es, data, common, own: import.meta.filename, __filename };`,
    });
    const [es, folder] = [project.path('lib/es.ts'), project.path('lib')];
    assert.deepEqual(await project.built('bench/place.ts'), {
      es: [pathToFileURL(es).href, es, folder],
      data: 'data beside the source',
      common: [project.path('lib/common.cjs'), folder],
      own: project.path('bench/place.ts'),
      __filename: 'of the user',
    });
  });

  it('have their worker programs built, and those that these name', async () => {
    project.write({
      'lib/part.ts': 'export const part: number = 3;',
      'bench/pool.ts': `const worker = new URL('./worker.ts', import.meta.url);
        const resolved = import.meta.resolve('./worker.ts');
        const data = [new URL('../lib/data.txt', import.meta.url).href, import.meta.resolve('../lib/data.txt')];
        const absent = new URL('./absent.ts', import.meta.url).href;
        const elsewhere = new URL('./worker.ts', 'file:///elsewhere/').href;
        const packaged = new URL('../node_modules/packaged/worker.js', import.meta.url).href;
        export default { worker: worker.href, resolved, data, absent, elsewhere, packaged };`,
      'node_modules/packaged/worker.js': '',
      'bench/worker.ts': `import { part } from '../lib/part.ts';
        const deeper = new URL("./tiefer/wörker.ts", import.meta.url);
        console.log(JSON.stringify({ part, deeper }));`,
      'bench/tiefer/wörker.ts': `const up: URL = new URL('../worker.ts', import.meta.url);
        console.log(JSON.stringify({ up, place: import.meta.filename }));`,
    });
    const { inputs } = await project.bundle('bench/pool.ts');
    const names = ['bench/pool.ts', 'bench/tiefer/wörker.ts', 'bench/worker.ts', 'lib/part.ts'];
    assert.deepEqual(
      inputs,
      names.map((name) => project.path(name)),
    );
    const pool = (await project.built('bench/pool.ts')) as Record<string, string>;
    const data = pathToFileURL(project.path('lib/data.txt')).href;
    assert.deepEqual(pool['data'], [data, data]);
    assert.equal(pool['absent'], pathToFileURL(project.path('bench/absent.ts')).href);
    assert.equal(pool['elsewhere'], 'file:///elsewhere/worker.ts');
    assert.equal(
      pool['packaged'],
      pathToFileURL(project.path('node_modules/packaged/worker.js')).href,
    );
    assert.equal(pool['resolved'], pool['worker']);
    const worker = printedBy(pool['worker']);
    assert.equal(worker['part'], 3);
    const deeper = printedBy(worker['deeper'] as string);
    assert.deepEqual(deeper, { up: pool['worker'], place: project.path('bench/tiefer/wörker.ts') });
  });

  it('give workers all that a program exports', async () => {
    project.write({
      'bench/tasks.ts': `const { default: first, second } = await import(new URL('./task.ts', import.meta.url).href);
        export default [first(), second()];`,
      'bench/task.ts': 'export default (): number => 1;\nexport const second = (): number => 2;',
    });
    assert.deepEqual(await project.built('bench/tasks.ts'), [1, 2]);
  });

  /** What the built program of that URL prints as JSON. */
  function printedBy(url = ''): Record<string, unknown> {
    const path = fileURLToPath(url);
    assert.match(basename(path), /\.mjs$/);
    return JSON.parse(execFileSync(process.execPath, [path], { encoding: 'utf8' })) as Record<
      string,
      unknown
    >;
  }
});
