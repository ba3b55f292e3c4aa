import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { namesOf } from '../../../harness/catalog.ts';
import { parseRun } from '../../../results/reading.ts';
import { run, start } from '../../support/command.ts';
import { until } from '../../support/until.ts';

const isLinux = process.platform === 'linux';
/** Models at the main workload, and the smallest of these. */
const CLAIM = 'serialization-tax';

let out: string;

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'claims-test-'));
});

afterEach(() => {
  rmSync(out, { recursive: true });
});

function saved() {
  return parseRun(readFileSync(join(out, 'claims.json'), 'utf8'));
}

interface JsonDocument {
  readonly status: string;
  readonly claims: readonly { readonly name: string; readonly verdict: string }[];
}

describe('claims', { skip: !isLinux }, () => {
  it('measures, judges and reports one claim by its name', async () => {
    const flags = ['--quick', '--rounds', '1', '--out', out, '--json', '--quiet'];
    const ended = await run('claims', CLAIM, ...flags);
    assert.equal(ended.stderr, '');
    assert.equal(ended.code, 0);
    const { status, claims } = JSON.parse(ended.stdout) as JsonDocument;
    assert.equal(status, 'complete');
    assert.deepEqual(
      claims.map(({ name }) => name),
      [CLAIM],
    );
    assert.match(claims[0]?.verdict ?? '', /^(holds|does-not-hold|depends)$/);
    assert.equal(saved().status, 'complete');
    assert.ok(saved().trials.every(({ status }) => status === 'completed'));
    assert.match(readFileSync(join(out, 'claims.md'), 'utf8'), /^# The article's claims/);
    assert.match(readFileSync(join(out, 'claims.html'), 'utf8'), /^<!doctype html>/);
    assert.ok(existsSync(join(out, 'claims-charts', `${CLAIM}-dark.svg`)));
    assert.deepEqual(ended.living(), []);
  });

  it('keeps what it has when it is interrupted, and leaves no process', async () => {
    const command = start('claims', CLAIM, '--quick', '--out', out);
    const file = join(out, 'claims.json');
    await until(() => existsSync(file) && saved().trials.length > 0, command.ended);
    process.kill(command.child.pid ?? NaN, 'SIGINT');
    const { code, stdout } = await command.ended;
    assert.equal(code, 130);
    assert.match(stdout, /The run was\s+interrupted\./);
    assert.equal(saved().status, 'incomplete');
    assert.ok(saved().trials.length > 0);
    assert.deepEqual(command.living(), []);
  });
});

describe('claims, before anything is measured', () => {
  it('lists the claims with --help', async () => {
    const { code, stdout } = await run('claims', '--help');
    assert.equal(code, 0);
    for (const name of namesOf('claim')) assert.ok(stdout.includes(`\n  ${name} `), name);
  });

  it('says the nearest name of one that it does not know', async () => {
    const { code, stderr } = await run('claims', 'serialisation-tax', '--out', out);
    assert.equal(code, 2);
    assert.match(
      stderr,
      /no claim is called "serialisation-tax"; did you mean serialization-tax\?/,
    );
    assert.ok(!existsSync(join(out, 'claims.json')));
  });
});
