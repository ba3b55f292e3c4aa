import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { foldersUp } from '../../harness/folders-up.ts';
import { installCommand, nearestLockfile } from '../../harness/lockfile.ts';

let top: string;

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'lockfile-'));
});

afterEach(() => {
  rmSync(top, { recursive: true });
});

const COMMANDS: readonly [file: string, text: string, command: string][] = [
  ['npm-shrinkwrap.json', '{}', 'npm ci --no-audit --no-fund'],
  ['package-lock.json', '{}', 'npm ci --no-audit --no-fund'],
  ['pnpm-lock.yaml', '', 'pnpm install --frozen-lockfile --ignore-workspace'],
  ['yarn.lock', '# yarn lockfile v1\n', 'yarn install --frozen-lockfile'],
  ['yarn.lock', '# generated\n\n__metadata:\n  version: 8\n', 'yarn install --immutable'],
  ['bun.lock', '{}', 'bun install --frozen-lockfile'],
  ['bun.lockb', '\u0000', 'bun install --frozen-lockfile'],
];

describe('a lockfile', () => {
  for (const [file, text, command] of COMMANDS) {
    it(`${file} is installed by ${command}`, () => {
      writeFileSync(join(top, file), text);
      const lockfile = nearestLockfile([top]);
      assert.equal(lockfile && installCommand(lockfile).join(' '), command);
    });
  }

  it('of a pnpm workspace is installed as such', () => {
    writeFileSync(join(top, 'pnpm-lock.yaml'), '');
    writeFileSync(join(top, 'pnpm-workspace.yaml'), '');
    const lockfile = nearestLockfile([top]);
    assert.deepEqual(lockfile && installCommand(lockfile), [
      'pnpm',
      'install',
      '--frozen-lockfile',
    ]);
  });

  it('is the nearest one upwards, and none above the repository', () => {
    const bench = join(top, 'packages/x/bench');
    mkdirSync(bench, { recursive: true });
    writeFileSync(join(top, 'yarn.lock'), '');
    assert.equal(nearestLockfile(foldersUp(bench, top))?.folder, top);
    assert.equal(nearestLockfile(foldersUp(bench, join(top, 'packages'))), null);
    writeFileSync(join(top, 'packages/x/package-lock.json'), '{}');
    assert.equal(nearestLockfile(foldersUp(bench, top))?.folder, join(top, 'packages/x'));
  });
});
