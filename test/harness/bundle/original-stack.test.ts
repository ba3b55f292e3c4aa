import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { relative } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

import { originalStack } from '../../../harness/bundle/original-stack.ts';
import { defaultOf, userProject } from '../../support/user-project.ts';

describe('originalStack', () => {
  const project = userProject({
    'lib/50% off #1/fail.ts': `interface Reason {
  readonly text: string;
}

export function fail(reason: Reason): never {
  throw new Error(reason.text);
}
`,
    'bench/work.ts': `import { fail } from '../lib/50% off #1/fail.ts';

export default (): string => {
  const text: string = 'boom'; try { fail({ text }); } catch (error) { return (error as Error).stack ?? ''; }
};
`,
    'bench/crash.ts': "type A = 1;\n\nthrow new Error('crash' satisfies string);\n",
  });
  const at = (place: string) => project.path(place);
  let stack = '';
  before(async () => {
    const { url } = await project.bundle('bench/work.ts');
    stack = (await defaultOf(url, project.folder)) as string;
  });
  after(() => {
    project.remove();
  });

  const FRAMES = ['lib/50% off #1/fail.ts:6:9', 'bench/work.ts:4:38'];

  it("names the user's lines", () => {
    const [message, first, second] = originalStack(stack).split('\n');
    assert.equal(message, 'Error: boom');
    assert.deepEqual(
      [first, second].map((frame) => frame?.replace(/.*\(|^\s+at (?!.*\()|\)$/g, '')),
      FRAMES.map(at),
    );
  });

  it('knows paths beside URLs, with spaces, behind other text with slashes', () => {
    const paths = stack.replaceAll(
      /file:\/\/[^):]+/g,
      (url) => `a/b and /c: ${fileURLToPath(url)}`,
    );
    assert.notEqual(paths, stack);
    for (const frame of FRAMES)
      assert.ok(originalStack(paths).includes(`a/b and /c: ${at(frame)}`));
  });

  it('knows a line without a column, as Node prints it above a crash', async () => {
    const { url } = await project.bundle('bench/crash.ts');
    const { stderr } = spawnSync(process.execPath, [fileURLToPath(url)], { encoding: 'utf8' });
    const shown = originalStack(stderr);
    assert.ok(shown.startsWith(`${at('bench/crash.ts')}:3\n`));
    assert.ok(shown.includes(`(${at('bench/crash.ts')}:3:7)`));
  });

  it('keeps columns behind the URL of a worker program', async () => {
    const line = `const urls = [new URL('./crash.ts', import.meta.url), fail()];`;
    project.write({
      'bench/pool.ts': `${line}\nfunction fail() { throw new Error(); }\nexport default urls;`,
    });
    const { url } = await project.bundle('bench/pool.ts');
    const { stderr } = spawnSync(process.execPath, [fileURLToPath(url)], { encoding: 'utf8' });
    const column = line.indexOf('fail()') + 1;
    assert.ok(originalStack(stderr).includes(`${at('bench/pool.ts')}:1:${column}`));
  });

  it('shows paths below the working folder from there', () => {
    const before = process.cwd();
    process.chdir(project.folder);
    try {
      for (const frame of FRAMES) assert.ok(originalStack(stack).includes(frame));
      assert.ok(!originalStack(stack).includes(at('bench')));
    } finally {
      process.chdir(before);
    }
  });

  it('leaves all other text alone', () => {
    const others = [
      '',
      'Error: no stack\n    at file:///x/y.mjs:1:2',
      'file:///gone/work-12345678.built.mjs:1:2 has no map',
      'a word .built.mjs:1:2',
      relative('/', stack.replaceAll('built', 'other')),
    ];
    for (const text of others) assert.equal(originalStack(text), text);
  });
});
