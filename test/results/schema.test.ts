import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

import { Ajv2020 } from 'ajv/dist/2020.js';

import type { RunFile } from '../../results/format.ts';
import { METRICS } from '../../results/metrics.ts';
import { parseRun } from '../../results/reading.ts';
import { runFileSchema } from '../../results/schema.ts';
import { failedTrial, invalidTrial, runOf, scenario } from '../support/run.ts';
import { wholeRun } from '../support/whole-run.ts';

function readResult(name: string): string {
  return readFileSync(new URL(`../../results/${name}`, import.meta.url), 'utf8');
}

/** Strict: it refuses a schema that has words it does not know. */
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false });
const isValid = ajv.compile<RunFile>(JSON.parse(readResult('schema.json')) as object);

function assertValid(run: unknown): void {
  assert.ok(isValid(run), ajv.errorsText(isValid.errors));
}

describe('results/schema.json', () => {
  it('is what the program reads; if not: npm run schema', () => {
    assert.equal(readResult('schema.json'), `${JSON.stringify(runFileSchema(), null, 2)}\n`);
  });

  it('holds for the reference run', () => {
    assertValid(parseRun(readResult('reference/run.json')));
  });

  it('holds for trials of every kind', () => {
    assertValid(wholeRun());
    assertValid(runOf([scenario('a')], [failedTrial('a', 0), invalidTrial('a', 1, 'why')]));
  });

  it('refuses what is no number, no share, no trial, and another version', () => {
    const run = wholeRun();
    const scenario = run.scenarios[1];
    const mock = { ...scenario?.mock, jitter: 1.5 };
    const place = { scenario: scenario?.id, round: 0, phase: 'sample', position: 0 };
    const part = { ...place, startedAt: run.startedAt };
    for (const change of [
      { formatVersion: 2 },
      { scenarios: [{ ...scenario, rounds: null }] },
      { scenarios: [{ ...scenario, mock }] },
      { trials: [{ ...part, status: 'done' }] },
      { trials: [{ ...part, status: 'invalid', reasons: [] }] },
    ]) {
      assert.ok(!isValid({ ...run, ...change }), JSON.stringify(change));
    }
  });

  it('says of every metric what it means', () => {
    const schema = readResult('schema.json');
    for (const { unit, meaning } of Object.values(METRICS)) {
      assert.ok(schema.includes(JSON.stringify(`${unit}: ${meaning}`)), meaning);
    }
  });
});
