import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

import { mainHere } from '../../support/main-here.ts';

const GOOD = new URL('../../support/good-model.ts', import.meta.url).href;

const folder = mkdtempSync(join(tmpdir(), 'verify-test-'));
after(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, source: string): string {
  const path = join(folder, name);
  writeFileSync(path, source);
  return path;
}

function verify(...args: readonly string[]) {
  return mainHere('verify', ...args);
}

interface Result {
  readonly ok: boolean;
  readonly kind: string;
  readonly name: string;
  readonly cases: readonly { readonly status: string; readonly problem: string | null }[];
}

function statusesOf({ stdout }: { readonly stdout: string }): readonly string[] {
  return (JSON.parse(stdout) as Result).cases.map(({ status }) => status);
}

describe('verify', { timeout: 300_000 }, () => {
  it('needs a file', async () => {
    const { code, stderr } = await verify();
    assert.equal(code, 2);
    assert.match(stderr, /name a file: .*verify.* \[bad-value\]/);
  });

  it('says in a line what is missing, and does not try what says no more', async () => {
    const forgets = `export default { run: (trial, collector) => good(trial, { ...collector, worker() {} }) };`;
    const path = file('forgets.mjs', `import { good } from ${JSON.stringify(GOOD)};\n${forgets}`);
    const { code, stdout } = await verify(path);
    assert.equal(code, 1);
    assert.match(stdout, /^model forgets \(.*forgets\.mjs\)\n\nFAILED {2}does a workload/);
    assert.match(stdout, /\n +.*collector\.worker\(\) was never called/);
    assert.match(stdout, /\n0 of \d+ ok, \d+ not tried\n$/);
    const result = await verify(path, '--json');
    assert.equal(result.code, 1);
    const [first, ...others] = statusesOf(result);
    assert.equal(first, 'failed');
    assert.ok(others.length > 15 && others.every((status) => status === 'skipped'));
  });

  it('shows where in the file an error was thrown', async () => {
    const source = `export default {\n  async run(): Promise<void> {\n    throw new TypeError('no pool');\n  },\n};\n`;
    const { stdout } = await verify(file('throws.ts', source));
    assert.match(stdout, /exit code 1: TypeError: no pool\n/);
    assert.match(stdout, /throws\.ts:3:11/);
  });

  const unusable: readonly (readonly [what: string, source: string, said: RegExp])[] = [
    ['nothing as default', 'export const model = {};', /no default export/],
    ['neither model nor workload', 'export default {};', /"run" or "program" \(a model\).*"list"/],
    ['a function', 'export default () => {};', /must be an object/],
    [
      'what throws while loading',
      'throw new Error("no luck");',
      /cannot be loaded: Error: no luck/,
    ],
    ['what exits while loading', 'process.exit(0);', /process\.exit/],
    ['what is not installed', 'import "no-such-package";', /"no-such-package".*not installed/],
    ['no JavaScript', 'export default {', /unusable\.mjs:\d+:\d+/],
    ['a model of an odd kind', 'export default { kind: "modell", run() {} };', /"kind" must be/],
    ['a floor', 'export default { kind: "floor", run() {} };', /"kind" must be "model"/],
    [
      'the name of another',
      'export default { name: "bare-work", run() {} };',
      /"name" must be another/,
    ],
    [
      'a variant of nothing',
      'export default { variantOf: "pool", run() {} };',
      /"pool", which is neither/,
    ],
    ['a workload without items', 'export default { list: [], run() {} };', /no items|empty/],
  ];
  for (const [what, source, said] of unusable) {
    it(`has one line for a file that holds ${what}`, async () => {
      const { code, stdout, stderr } = await verify(file('unusable.mjs', source));
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, said);
      assert.match(stderr, /\[bad-(model|workload)\]\n/);
    });
  }

  it('runs a workload under every main model', async () => {
    const source = `export default { list: ['a', 'bb'], run: (text: string) => text.length };`;
    const { code, stdout } = await verify(file('lengths.ts', source), '--json');
    const { ok, kind, name, cases } = JSON.parse(stdout) as Result;
    assert.deepEqual([code, ok, kind, name], [0, true, 'workload', 'lengths']);
    assert.equal(cases.length, 5);
  });

  it('says what is wrong with a workload, before any model has run it', async () => {
    const source = `let n = 0;\nexport default { list: ['a'], run: () => n++ };`;
    const result = await verify(file('counts.mjs', source), '--json');
    assert.equal(result.code, 1);
    assert.deepEqual(statusesOf(result), ['failed', ...Array<string>(4).fill('skipped')]);
  });

  it('says under which model a workload has other results', async () => {
    const source = `import { isMainThread } from 'node:worker_threads';
export default { list: ['a'], run: () => isMainThread };`;
    const result = await verify(file('threads.mjs', source), '--json');
    assert.equal(result.code, 1);
    assert.deepEqual(statusesOf(result), ['ok', 'ok', 'ok', 'failed', 'ok']);
  });
});
