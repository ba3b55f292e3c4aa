import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { RULES } from '../../harness/engine/programs/said.ts';
import { startIn } from '../support/command.ts';
import { typeErrors } from '../support/type-check.ts';

const text = readFileSync(new URL('../../docs/programs.md', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'programs-'));

before(() => {
  for (const [, file = '', code = ''] of text.matchAll(/```[jt]s\n\/\/ (\S+)\n([\s\S]*?)```/g)) {
    writeFileSync(join(folder, file), code);
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
});
after(() => {
  rmSync(folder, { recursive: true });
});

describe('docs/programs.md', { timeout: 300_000 }, () => {
  it('shows a model file whose types are right', () => {
    assert.equal(typeErrors(folder, ['my-fetch.ts']), '');
  });

  it('shows a program of some 40 lines that keeps to each rule and does the work', async () => {
    assert.ok(readFileSync(join(folder, 'fetch.mjs'), 'utf8').split('\n').length < 50);
    const ended = await startIn(folder, 'verify', './my-fetch.ts', '--json').ended;
    const { ok, cases } = JSON.parse(ended.stdout) as {
      readonly ok: boolean;
      readonly cases: readonly { readonly does: string }[];
    };
    assert.ok(ok, ended.stdout);
    const tried = cases.map(({ does }) => does);
    for (const { does } of RULES) assert.ok(tried.includes(does), does);
  });
});
