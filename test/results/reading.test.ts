import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { FORMAT_VERSION } from '../../results/format.ts';
import { parseRun, RunFileError } from '../../results/reading.ts';
import { completedTrial, runOf, scenario, wholeRun } from '../support/run.ts';

describe('parseRun', () => {
  it('reads what was written, nothing lost', () => {
    assert.deepEqual(parseRun(JSON.stringify(wholeRun())), wholeRun());
  });

  it('reads version 1, which knew no checks', () => {
    const { comparison, scenarios, ...run } = wholeRun();
    assert.equal(comparison, null);
    const old = scenarios.map(({ arm, ...scenario }) => (assert.equal(arm, null), scenario));
    const text = JSON.stringify({ ...run, formatVersion: 1, scenarios: old });
    assert.deepEqual(parseRun(text), wholeRun());
  });

  it('reads files of before there were variants', () => {
    const { scenarios, ...run } = wholeRun();
    const old = scenarios.map(({ variantOf, form, summary, ...scenario }) => {
      assert.deepEqual([variantOf, form, summary], [null, null, null]);
      return scenario;
    });
    assert.deepEqual(parseRun(JSON.stringify({ ...run, scenarios: old })), wholeRun());
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

  for (const text of ['', '{"formatVersion":1,"sta', '[]', 'null', '{"formatVersion":1}']) {
    it(`refuses ${text || 'nothing'}`, () => {
      assert.throws(() => parseRun(text), RunFileError);
    });
  }
});
