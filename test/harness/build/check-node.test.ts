import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { ROOT } from '../../support/command.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-node-'));
  cpSync(join(ROOT, 'harness/build'), join(folder, 'harness/build'), { recursive: true });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** What is printed where the project pins this Node and these files are installed. */
function check(node: string, files: Readonly<Record<string, string>>, env = {}) {
  const all = { 'package.json': JSON.stringify({ devDependencies: { node } }), ...files };
  for (const [path, content] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const { status, stderr } = spawnSync(process.execPath, ['harness/build/check-node.cjs'], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...env },
  });
  assert.equal(status, stderr === '' ? 0 : 2);
  return stderr;
}

const OTHER = '1.2.3';
const TYPESCRIPT = { 'node_modules/typescript/package.json': '{}' };
const NODE = { ...TYPESCRIPT, 'node_modules/node/package.json': `{ "version": "${OTHER}" }` };

describe('check-node', () => {
  it('is silent on the pinned Node with the compiler installed', () => {
    assert.equal(check(process.versions.node, TYPESCRIPT), '');
  });

  it('advises npm ci where nothing is installed', () => {
    assert.match(check(OTHER, {}), /^[^\n]*`npm ci`\.\n$/);
    assert.match(check(process.versions.node, {}), /`npm ci`/);
  });

  for (const env of [{ NODE_ENV: 'production' }, { npm_config_omit: 'dev' }]) {
    it(`advises --include=dev with ${JSON.stringify(env)}`, () => {
      assert.match(check(OTHER, {}, env), /^[^\n]*`npm ci --include=dev`\.\n$/);
    });
  }

  it('advises npm rebuild where install scripts were off', () => {
    assert.match(check(OTHER, NODE), /^[^\n]*`npm rebuild node --ignore-scripts=false`\.\n$/);
  });

  it('advises npm run where the pinned Node is there', () => {
    assert.match(check(OTHER, { ...NODE, 'node_modules/node/bin/node': '' }), /`npm run`/);
  });

  it('advises npm ci where another version is there', () => {
    const old = { 'node_modules/node/package.json': '{ "version": "1.0.0" }' };
    const files = { ...NODE, ...old, 'node_modules/node/bin/node': '' };
    assert.match(check(OTHER, files), /^[^\n]*`npm ci`\.\n$/);
  });
});
