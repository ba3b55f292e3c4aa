import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { ROOT } from '../support/command.ts';

const PATH = join(ROOT, 'docs/reliability.md');
const PAGE = readFileSync(PATH, 'utf8');
const COUNT = /(?<=on purpose: )\d+(?= faults)/;

/** Cells of each row that names a fault. */
const ROWS = PAGE.split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:fault +\||:-)/.test(line))
  .map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );

describe('docs/reliability.md', () => {
  it('has a fault, a promise and tests in every row, and no fault twice', () => {
    for (const row of ROWS) {
      assert.equal(row.length, 3, row.join(' | '));
      assert.ok(
        row.every((cell) => cell !== ''),
        row.join(' | '),
      );
    }
    const faults = ROWS.map(([fault]) => fault);
    assert.deepEqual(
      faults.filter((fault, index) => faults.indexOf(fault) !== index),
      [],
    );
  });

  it('names tests that exist', () => {
    for (const [fault = '', , tests = ''] of ROWS) {
      assert.match(tests, /^`test\/[^`]+\.test\.ts`(?:, `test\/[^`]+\.test\.ts`)*$/, fault);
      const paths = tests.split(', ').map((path) => path.slice(1, -1));
      for (const path of paths) assert.ok(existsSync(join(ROOT, path)), path);
    }
  });

  it('says how many faults there are; UPDATE_GOLDEN=1 counts anew', () => {
    assert.ok(ROWS.length >= 120, String(ROWS.length));
    if (process.env['UPDATE_GOLDEN'] !== undefined) {
      writeFileSync(PATH, PAGE.replace(COUNT, String(ROWS.length)));
      return;
    }
    assert.equal(COUNT.exec(PAGE)?.[0], String(ROWS.length));
  });
});
