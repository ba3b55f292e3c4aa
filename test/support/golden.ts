import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const GOLDEN = join(import.meta.dirname, '../golden');

/** Compares with the committed file; `UPDATE_GOLDEN=1 npm test` writes it anew, then read the diff. */
export function assertGolden(name: string, text: string): void {
  const path = join(GOLDEN, name);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, text);
  assert.equal(text, readFileSync(path, 'utf8'), `${name} differs; if rightly: UPDATE_GOLDEN=1`);
}
