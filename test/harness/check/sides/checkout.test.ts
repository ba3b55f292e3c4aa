import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { lockRefs } from '../../../../harness/check/sides/checkout.ts';

const cwd = process.cwd();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'checkout-'));
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(cwd);
  rmSync(folder, { recursive: true });
});

describe('the lock of the builds of a clone', () => {
  it('is held by one check at a time', () => {
    const lock = lockRefs();
    assert.throws(lockRefs, { code: 'output-in-use', message: /checks this clone already/ });
    lock[Symbol.dispose]();
    lockRefs()[Symbol.dispose]();
  });
});
