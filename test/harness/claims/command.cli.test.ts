import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';

import { namesOf } from '../../../harness/catalog.ts';
import { parseRun } from '../../../results/reading.ts';
import { run, start } from '../../support/command.ts';
import { killedAfter, orderOf } from '../../support/killed-run.ts';
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

function saved(folder = out) {
  return parseRun(readFileSync(join(folder, 'claims.json'), 'utf8'));
}

interface JsonDocument {
  readonly status: string;
  readonly claims: readonly { readonly name: string; readonly verdict: string }[];
}

describe('one claim', { skip: !isLinux }, () => {
  const FLAGS = ['claims', CLAIM, '--quick', '--rounds', '1', '--quiet'];
  let first: string;
  let ended: Awaited<ReturnType<typeof run>>;

  before(async () => {
    first = mkdtempSync(join(tmpdir(), 'claims-test-'));
    ended = await run(...FLAGS, '--json', '--out', first);
  });

  after(() => {
    rmSync(first, { recursive: true });
  });

  it('is measured, judged and reported by its name', () => {
    assert.equal(ended.stderr, '');
    assert.equal(ended.code, 0);
    const { status, claims } = JSON.parse(ended.stdout) as JsonDocument;
    assert.equal(status, 'complete');
    assert.deepEqual(
      claims.map(({ name }) => name),
      [CLAIM],
    );
    assert.match(claims[0]?.verdict ?? '', /^(holds|does-not-hold|depends)$/);
    const { status: ofRun, trials } = saved(first);
    assert.equal(ofRun, 'complete');
    assert.ok(trials.every(({ status }) => status === 'completed'));
    assert.match(readFileSync(join(first, 'claims.md'), 'utf8'), /^# The article's claims/);
    assert.match(readFileSync(join(first, 'claims.html'), 'utf8'), /^<!doctype html>/);
    assert.ok(existsSync(join(first, 'claims-charts', `${CLAIM}-dark.svg`)));
    assert.deepEqual(ended.living(), []);
  });

  it('goes on where it was killed, in the same order, and not with another seed', async () => {
    const whole = saved(first);
    const killed = killedAfter(whole.trials.length - 1, whole);
    writeFileSync(join(out, 'claims.json'), killed);
    const refused = await run(...FLAGS, '--seed', '2', '--resume', '--out', out);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /seed was 1, now 2.* \[resume-changed\]$/m);
    assert.equal(readFileSync(join(out, 'claims.json'), 'utf8'), killed);
    const { code, stderr } = await run(...FLAGS, '--resume', '--out', out);
    assert.equal(code, 0, stderr);
    const resumed = saved();
    assert.equal(resumed.status, 'complete');
    assert.deepEqual(orderOf(resumed), orderOf(whole));
    assert.deepEqual(resumed.trials.slice(0, -1), whole.trials.slice(0, -1));
    assert.notDeepEqual(resumed.trials.at(-1), whole.trials.at(-1));
    assert.match(readFileSync(join(out, 'claims.md'), 'utf8'), /resumed: .* after \d+ trials/);
  });
});

describe('claims', { skip: !isLinux }, () => {
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
