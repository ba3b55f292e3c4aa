import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { FORMAT_VERSION } from '../../results/format.ts';
import { parseRun, RunFileError } from '../../results/reading.ts';
import { asClaimsFile, asVersion2 } from '../support/old-runs.ts';
import { completedTrial, runOf, scenario } from '../support/run.ts';
import { wholeRun } from '../support/whole-run.ts';

const CLAIMS = asClaimsFile([{ claim: 'a', case: 'b', round: 0, outcome: { wallMs: 1 } }]);

describe('parseRun', () => {
  it('reads what was written, nothing lost', () => {
    assert.deepEqual(parseRun(JSON.stringify(wholeRun())), wholeRun());
  });

  it('refuses a newer version by its number', () => {
    const newer = JSON.stringify({ ...wholeRun(), formatVersion: FORMAT_VERSION + 1 });
    assert.throws(() => parseRun(newer), { name: 'RunFileError', message: /newer than/ });
  });

  it('names the first problem in one short line, whatever the file holds', () => {
    const trials = [completedTrial('a', 0, { [`\u001b[31m\n${'x'.repeat(999)}`]: -1, wallMs: -1 })];
    const run = runOf([scenario('a')], trials);
    assert.throws(() => parseRun(JSON.stringify(run)), {
      message: /^trials\.0\.metrics\.\P{Cc}{120,150}… \(and 1 more\)$|^trials\.0\.metrics\.wallMs: Too small/u,
    });
  });

  const OLD: Readonly<Record<string, readonly [file: object, message: RegExp]>> = {
    'an old run without its models': [{ formatVersion: 1 }, /^scenarios: /],
    'an old run that does not say what it expected': [
      { ...asVersion2(wholeRun()), expected: null },
      /^expected: /,
    ],
    'claims of another version': [{ ...CLAIMS, formatVersion: 2 }, /^formatVersion: .*expected 1$/],
    'an observation that is no number': [
      JSON.parse(JSON.stringify(CLAIMS).replace('"wallMs":1', '"wallMs":"1"')) as object,
      /^observations\.0\.outcome\.figures\.wallMs: /,
    ],
    'claims of which nothing was observed': [asClaimsFile([]), /^scenarios: Too small/],
  };
  for (const [what, [file, message]] of Object.entries(OLD)) {
    it(`refuses ${what}`, () => {
      assert.throws(() => parseRun(JSON.stringify(file)), { name: RunFileError.name, message });
    });
  }

  for (const text of ['', '{"formatVersion":1,"sta', '[]', 'null', '{"kind":"claims"}']) {
    it(`refuses ${text || 'nothing'}`, () => {
      assert.throws(() => parseRun(text), RunFileError);
    });
  }
});
