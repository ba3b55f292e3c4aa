import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { sameCode } from '../../../../harness/check/sides/same-code.ts';
import { suiteCode } from '../../../../harness/check/sides/suite-code.ts';

const FILES = {
  'package.json': '{"type":"module"}',
  'tsconfig.json': '{}',
  'README.md': '',
  'scenarios/models/one.ts': `
    import { now } from '../../harness/clock.ts';
    import type { Model } from '../../harness/contract.ts';
    export const model: Model = { run: () => now(new URL('./one/worker.ts', import.meta.url)) };`,
  'scenarios/models/one/worker.ts': 'import undici from "undici"; undici();',
  'scenarios/claims/first.ts': '',
  'harness/clock.ts': 'export const now = (_: URL) => 0;',
  'harness/contract.ts': 'export interface Model { run(): unknown }',
  'harness/report.ts': '',
  'harness/trial/main.ts': 'import "./collector.ts";',
  'harness/trial/collector.ts': '',
};

let folder: string;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'suite-code-'));
  checkout('base');
});

after(() => {
  rmSync(folder, { recursive: true });
});

function checkout(name: string, changed: Readonly<Record<string, string>> = {}): string {
  for (const [place, text] of Object.entries({ ...FILES, ...changed })) {
    const path = join(folder, name, place);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return join(folder, name);
}

async function filesInCommon(
  changed: Readonly<Record<string, string>>,
  whole = false,
): Promise<number | null> {
  const [base, head] = [join(folder, 'base'), checkout('head', changed)];
  const codes = await Promise.all([suiteCode(base, whole), suiteCode(head, whole)]);
  assert.ok(codes[0] !== null && codes[1] !== null);
  return sameCode(codes[0], codes[1]);
}

describe('two checkouts of the suite', () => {
  const UNMEASURED = [
    ...['README.md', 'scenarios/claims/first.ts', 'harness/report.ts', 'harness/contract.ts'],
    ...['harness/trial/main.ts', 'harness/trial/collector.ts'],
  ];
  for (const place of UNMEASURED) {
    it(`run the same where only ${place} differs`, async () => {
      assert.equal(await filesInCommon({ [place]: '// other' }), 5);
    });
  }

  const MEASURED = [
    ...['scenarios/models/one/worker.ts', 'harness/clock.ts', 'scenarios/models/two.ts'],
    ...['package.json', 'tsconfig.json', 'tsconfig.build.json'],
  ];
  for (const place of MEASURED) {
    it(`differ in ${place}`, async () => {
      const changed = place.endsWith('json') ? '{ }' : 'export const now = (_: URL) => 1;';
      assert.equal(await filesInCommon({ [place]: changed }), null);
      rmSync(join(folder, 'head'), { recursive: true });
    });
  }

  it('differ in their trial programs where these are compared', async () => {
    assert.equal(await filesInCommon({}, true), 7);
    assert.equal(await filesInCommon({ 'harness/trial/collector.ts': '// other' }, true), null);
  });

  it('are left to the compiler where a source cannot be read', async () => {
    assert.equal(
      await suiteCode(checkout('broken', { 'harness/clock.ts': 'export {' }), false),
      null,
    );
  });
});
