import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

import { findInterpreter, NEEDS, runtimeOf } from '../../scenarios/python-interpreter.ts';

const folder = mkdtempSync(join(tmpdir(), 'python-interpreter-'));
const WHOLE = {
  ...{ version: '3.14.0', freeThreaded: false, subinterpreters: true },
  ...{ httpx: '0.28.1', recent: true },
};

after(() => {
  rmSync(folder, { recursive: true });
});

describe('the interpreter of a Python program', () => {
  it('is the first that fits', () => {
    const old = standIn('old', { ...WHOLE, version: '3.11.2', subinterpreters: false });
    const free = standIn('free', { ...WHOLE, freeThreaded: true });
    const new14 = standIn('new', WHOLE);
    const choices = Object.entries(NEEDS).map(([name, need]) => {
      const found = findInterpreter(need, { cacheDir: folder, pythons: [old, free, new14] });
      return [name, 'missing' in found ? null : found.executable];
    });
    assert.deepEqual(Object.fromEntries(choices), {
      ...{ any: old, gil: old },
      ...{ freeThreaded: free, subinterpreters: new14 },
    });
  });

  it('is none without httpx, before 3.11, or that does not run; the reason is one line', () => {
    const pythons = [
      standIn('bare', { ...WHOLE, httpx: null }),
      standIn('ancient', { ...WHOLE, version: '3.9.1', recent: false }),
      join(folder, 'absent'),
    ];
    const found = findInterpreter(NEEDS.any, { cacheDir: folder, pythons });
    assert.ok('missing' in found);
    assert.match(
      found.missing,
      /3\.14\.0 without httpx, Python 3\.9\.1 with httpx 0\.28\.1, .*absent does not run/,
    );
    assert.doesNotMatch(found.missing, /\n/);
  });

  it('is named with its build and its HTTP client', () => {
    const python = { ...WHOLE, executable: '/python', freeThreaded: true };
    assert.equal(runtimeOf(python), 'CPython 3.14.0 free-threaded, httpx 0.28.1');
  });
});

/** A program that answers the probe. */
function standIn(name: string, says: object): string {
  const path = join(folder, name);
  const answer = JSON.stringify({ ...says, executable: path });
  writeFileSync(path, `#!/bin/sh\necho '${answer}'\n`);
  chmodSync(path, 0o755);
  return path;
}
