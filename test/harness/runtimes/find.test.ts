import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

import { findRuntimes } from '../../../harness/runtimes/find.ts';
import { runtimeRequests } from '../../../harness/runtimes/request.ts';
import { fakeRuntime } from '../../support/fake-runtime.ts';

const folder = mkdtempSync(join(tmpdir(), 'find-runtimes-'));
const own = process.versions.node;
const [major = ''] = own.split('.');

after(() => {
  rmSync(folder, { recursive: true });
});

async function find(...words: readonly string[]) {
  return findRuntimes(runtimeRequests(words), folder);
}

describe('a runtime', () => {
  it('is this Node where that has the version asked for, with its flags in its name', async () => {
    const [plain, flagged] = await find(`node@${major}`, 'node --max-semi-space-size=8');
    assert.ok(plain !== undefined && 'engine' in plain);
    assert.deepEqual([plain.name, plain.place, plain.args], [`node ${own}`, 'own', []]);
    assert.match(plain.engine, /^V8 \d/);
    assert.deepEqual(plain.lacks, []);
    assert.ok(flagged !== undefined && 'engine' in flagged);
    assert.equal(flagged.name, `node ${own} --max-semi-space-size=8`);
    assert.deepEqual(flagged.args, ['--max-semi-space-size=8']);
  });

  it('is a file that is named, by which two of one version are distinguished', async () => {
    const [found] = await find(process.execPath);
    assert.ok(found !== undefined && 'engine' in found);
    assert.equal(found.name, `node ${own} at ${process.execPath}`);
    assert.equal(found.place, 'named');
  });

  it('is missing with a reason: not there, another version, no runtime, no program of it runs', async () => {
    fakeRuntime(join(folder, 'bun@0/node_modules/bun/bin/bun.exe'), '0.0.1');
    const missing = await find(
      'node@1',
      './nowhere/bun',
      '/bin/cat',
      'bun@0.0',
      'node --no-such-flag',
    );
    const reasons = missing.map((one) => ('reason' in one ? one.reason : ''));
    assert.match(
      reasons[0] ?? '',
      new RegExp(`^node@1 is not on this machine, only .*${own}.* add node@1`),
    );
    assert.equal(reasons[1], 'there is no file ./nowhere/bun');
    assert.equal(reasons[2], '/bin/cat is not node, bun or deno');
    assert.match(reasons[3] ?? '', /bun\.exe does not run a probe: cannot run$/);
    assert.match(reasons[4] ?? '', /does not run a probe: .*--no-such-flag/);
    assert.equal(missing[0]?.name, 'node@1');
  });
});
