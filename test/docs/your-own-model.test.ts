import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { casesOf } from '../../harness/verify/cases.ts';
import { startIn } from '../support/command.ts';
import { typeErrors } from '../support/type-check.ts';

const DOCUMENT = new URL('../../docs/your-own-model.md', import.meta.url);
const CASES = /(<!-- cases: [^\n]*-->\n\n)[\s\S]*?(<!-- \/cases -->)/;
/** Little, where the document means a whole measurement. */
const SMALL = [
  '--quick',
  '--rounds',
  '1',
  '--launches',
  '0',
  '--items',
  '4',
  '--quiet',
  '--models',
  'single-threaded',
];

const folder = mkdtempSync(join(tmpdir(), 'your-own-model-'));
const text = readFileSync(DOCUMENT, 'utf8');

before(() => {
  for (const [, file = '', code = ''] of text.matchAll(/```ts\n\/\/ (\S+)\n([\s\S]*?)```/g)) {
    writeFileSync(join(folder, file), code);
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const work = `export default { list: ['a', 'b'], run: (item: string) => item.length };\n`;
  writeFileSync(join(folder, 'my-work.ts'), work);
});
after(() => {
  rmSync(folder, { recursive: true });
});

describe('docs/your-own-model.md', { timeout: 300_000 }, () => {
  it('lists the cases of verify', () => {
    const list = casesOf('model').map(({ does }) => `- ${does}\n`);
    const whole = text.replace(CASES, (_, begin: string, end: string) =>
      [begin, ...list, '\n', end].join(''),
    );
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(DOCUMENT, whole);
    else assert.equal(text, whole, 'if rightly: UPDATE_GOLDEN=1');
  });

  it('shows files whose types are right', () => {
    assert.equal(typeErrors(folder, ['my-model.ts', 'my-worker.ts']), '');
  });

  const commands = [...text.matchAll(/^npx concurrency-bench (.*)$/gm)].map(
    ([, args = '']) => args,
  );
  for (const command of commands) {
    it(`has a command that works: ${command}`, async () => {
      const [word = '', ...args] = command.split(' ');
      const more = word === 'compare' ? SMALL : [];
      const { code, stdout, stderr } = await startIn(folder, word, ...args, ...more).ended;
      assert.equal(code, 0, `${stdout}\n${stderr}`);
    });
  }
});
