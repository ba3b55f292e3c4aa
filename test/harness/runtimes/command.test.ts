import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import {
  addRuntime,
  installedRuntimes,
  removeRuntime,
} from '../../../harness/runtimes/installed.ts';
import { namedRuntime } from '../../../harness/runtimes/request.ts';
import { startIn } from '../../support/command.ts';
import { fakeManager } from '../../support/fake-manager.ts';
import { fakeRuntime } from '../../support/fake-runtime.ts';

let folder: string;
const { signal } = new AbortController();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runtimes-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the runtimes of a project', () => {
  it('are those whose executable is there', () => {
    fakeRuntime(join(folder, 'bun/node_modules/bun/bin/bun.exe'), '1.2.3');
    fakeRuntime(join(folder, 'deno@2/node_modules/@deno/linux/deno'), 'deno 2.3.4 (stable)');
    // Half an install, and a script of that name.
    mkdirSync(join(folder, 'node@22/node_modules/node/bin'), { recursive: true });
    writeFileSync(join(folder, 'node@22/node_modules/node/bin/node'), '#!/bin/sh\n');
    mkdirSync(join(folder, '.adding-x'));
    const seen = installedRuntimes(folder).map(({ kind, version }) => [kind, version]);
    assert.deepEqual(seen.sort(), [
      ['bun', null],
      ['deno', '2'],
    ]);
    removeRuntime(folder, namedRuntime('deno@2'));
    assert.deepEqual(readdirSync(folder).sort(), ['.adding-x', 'bun', 'node@22']);
    assert.throws(
      () => {
        removeRuntime(folder, namedRuntime('deno@2'));
      },
      { code: 'unknown-runtime' },
    );
    assert.deepEqual(installedRuntimes(join(folder, 'nowhere')), []);
  });

  it('keep the former one where a package has no executable for this machine', async () => {
    fakeRuntime(join(folder, 'bun/node_modules/bun/bin/bun.exe'), '1.2.3');
    const restore = fakeManager('npm', join(folder, 'fake'), join(folder, 'log'));
    try {
      const adding = addRuntime(folder, namedRuntime('bun'), signal);
      await assert.rejects(adding, { code: 'runtime-install' });
    } finally {
      restore();
    }
    assert.equal(installedRuntimes(folder).length, 1);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('.')),
      [],
    );
  });

  it('are listed with this Node first, and a mistake is one line', async () => {
    writeFileSync(join(folder, 'package.json'), '{}');
    fakeRuntime(
      join(folder, '.concurrency-bench/cache/runtimes/bun/node_modules/bun/bin/bun.exe'),
      '1.2.3',
    );
    const { code, stdout } = await startIn(folder, 'runtimes', 'list').ended;
    assert.equal(code, 0);
    assert.ok(
      stdout.indexOf(`node ${process.versions.node}`) < stdout.indexOf('bun 1.2.3'),
      stdout,
    );
    assert.ok(!stdout.includes('../'), stdout);
    const { code: wrong, stderr } = await startIn(folder, 'runtimes', 'fetch', 'bun').ended;
    assert.equal(wrong, 2);
    assert.match(stderr, /^concurrency-bench: .* \[bad-value\]\n$/);
    const { code: removed } = await startIn(folder, 'runtimes', 'remove', 'bun').ended;
    assert.equal(removed, 0);
    assert.ok(!existsSync(join(folder, '.concurrency-bench/cache/runtimes/bun')));
  });
});
