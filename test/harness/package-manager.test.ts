import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { lockfileOf } from '../../harness/package-manager.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lockfile-'));
  mkdirSync(join(root, 'packages/x'), { recursive: true });
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const CASES: readonly (readonly [file: string, content: string, install: string])[] = [
  ['package-lock.json', '{}', 'npm ci'],
  ['npm-shrinkwrap.json', '{}', 'npm ci'],
  ['pnpm-lock.yaml', '', 'pnpm install --frozen-lockfile'],
  ['yarn.lock', '# yarn lockfile v1\n', 'yarn install --frozen-lockfile'],
  ['yarn.lock', '# generated\n\n__metadata:\n  version: 8\n', 'yarn install --immutable'],
  ['bun.lock', '{}', 'bun install --frozen-lockfile'],
  ['bun.lockb', '', 'bun install --frozen-lockfile'],
];

describe('lockfileOf', () => {
  for (const [file, content, install] of CASES) {
    it(`takes ${file} for "${install}", from a folder below as well`, () => {
      writeFileSync(join(root, file), content);
      const found = lockfileOf(join(root, 'packages/x'), root);
      assert.equal(found?.path, join(root, file));
      assert.equal(found.install.join(' '), install);
      assert.equal(found.manager, install.split(' ')[0]);
    });
  }

  it('takes the nearest', () => {
    writeFileSync(join(root, 'yarn.lock'), '');
    writeFileSync(join(root, 'packages/x/package-lock.json'), '{}');
    assert.equal(lockfileOf(join(root, 'packages/x'), root)?.manager, 'npm');
    assert.equal(lockfileOf(join(root, 'packages'), root)?.manager, 'yarn');
  });

  it('does not look above the root', () => {
    writeFileSync(join(root, 'yarn.lock'), '');
    assert.equal(lockfileOf(join(root, 'packages/x'), join(root, 'packages')), null);
  });
});
