import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { checkJson } from '../../../../harness/check/report/json.ts';
import { assertGolden } from '../../../support/golden.ts';
import {
  HOSTILE,
  checkedRun,
  resultOf,
  verdictOf,
  wholeCheck,
} from '../../../support/checked-run.ts';
import { ROOT } from '../../../support/command.ts';

describe('checkJson', () => {
  it('is as before', () => {
    assertGolden('check.json', `${checkJson(wholeCheck())}\n`);
  });

  it('keeps text from outside as it is, in lines that no runner takes for a command', () => {
    const text = checkJson(checkedRun(resultOf('unchanged', [verdictOf(HOSTILE, 'cpuMs')])));
    const document = JSON.parse(text) as { verdicts: { model: string }[] };
    assert.equal(document.verdicts[0]?.model, HOSTILE);
    assert.doesNotMatch(text, /^\s*::/m);
  });

  it('has no sides where a run names none', () => {
    const document = JSON.parse(checkJson(checkedRun(resultOf('broken', []), null))) as {
      base: unknown;
    };
    assert.equal(document.base, null);
  });

  it('has the keys that docs/check.md explains, and no other', () => {
    const page = readFileSync(join(ROOT, 'docs/check.md'), 'utf8');
    const rows = page.match(/^\| (`[\w.]+`(, )?)+ +\|.*\|$/gm) ?? [];
    const explained = rows.flatMap((row) => row.split('|')[1]?.match(/[\w.]+/g) ?? []);
    // The head has the same keys as the base, and is explained with it.
    const keys = keysOf(JSON.parse(checkJson(wholeCheck()))).filter(
      (key) => !key.startsWith('head.'),
    );
    assert.deepEqual(explained.toSorted(), [...new Set(keys)].toSorted());
  });
});

/** Dotted, those of list items under the name of the list. */
function keysOf(value: unknown, prefix = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => keysOf(item, prefix));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    `${prefix}${key}`,
    ...keysOf(inner, `${prefix}${key}.`),
  ]);
}
