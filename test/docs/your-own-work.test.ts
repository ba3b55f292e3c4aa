import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { COMPARE_FLAGS } from '../../harness/compare/options.ts';
import { readRun, ROOT } from '../support/command.ts';
import { mainHere } from '../support/main-here.ts';
import { typeErrors } from '../support/type-check.ts';

const page = readFileSync(join(ROOT, 'docs/your-own-work.md'), 'utf8');
/** Blocks of code whose first line is the name of their file. */
const BLOCKS = [...page.matchAll(/^( *)```[jt]s\n *\/\/ (\S+)\n([^]*?)^ *```$/gm)].map(
  ([, indent = '', file = '', code = '']) => ({ file, code: code.replaceAll(`\n${indent}`, '\n') }),
);
/** A floor and the model with threads, which has every boundary that a block could break. */
const SIZE = ['--models', 'worker-threads', '--items', '4', '--workers', '2'];

const folder = mkdtempSync(join(tmpdir(), 'your own work-'));

before(() => {
  for (const { file, code } of BLOCKS) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), code);
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
});
after(() => {
  rmSync(folder, { recursive: true });
});

describe('docs/your-own-work.md', () => {
  it('has the name of a file in each of its blocks', () => {
    assert.equal(page.match(/^ *```[jt]s$/gm)?.length, BLOCKS.length);
    assert.ok(BLOCKS.length >= 6);
  });

  it('shows files whose types are right', () => {
    const files = BLOCKS.map(({ file }) => file);
    assert.equal(typeErrors(folder, files), '');
  });

  for (const { file } of BLOCKS) {
    it(`shows work that runs: ${file}`, async () => {
      const out = join(folder, 'out', file);
      const flags = ['--quick', '--rounds', '1', '--launches', '0', '--quiet', '--out', out];
      const { code, stderr } = await mainHere('compare', join(folder, file), ...SIZE, ...flags);
      assert.equal(code, 0, stderr);
      assert.deepEqual(
        readRun(out)?.trials.map(({ status }) => status),
        ['completed', 'completed'],
      );
    });
  }

  it('names flags and files that exist', () => {
    const commands = page.match(/^npx concurrency-bench compare .*$/gm) ?? [];
    const flags = commands.flatMap((line) => line.match(/--[a-z-]+/g) ?? []);
    assert.ok(flags.length > 5);
    for (const flag of flags) assert.ok(Object.hasOwn(COMPARE_FLAGS, flag.slice(2)), flag);
    for (const [, path = ''] of page.matchAll(/\]\(([^)#]+)[^)]*\)/g)) {
      assert.ok(existsSync(join(ROOT, 'docs', path)), path);
    }
  });

  it('names codes that docs/errors.md explains', () => {
    const errors = readFileSync(join(ROOT, 'docs/errors.md'), 'utf8');
    const codes = [...page.matchAll(/\| `([a-z]+-[a-z-]+)`,/g)].map(([, code = '']) => code);
    assert.ok(codes.length > 5);
    for (const code of codes) assert.ok(errors.includes(`### \`${code}\``), code);
  });
});
