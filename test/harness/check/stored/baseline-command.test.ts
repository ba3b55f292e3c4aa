import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { readBaselines } from '../../../../harness/check/stored/baseline-store.ts';
import { readRun, run } from '../../../support/command.ts';

/** The floor and one model, one round and its warm-up, hardly any work. */
const SMALL = ['--items', '8', '--latency', '0', '--rounds', '1', '--models', 'single-threaded'];

let out: string;

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'baseline-command-'));
});

afterEach(() => {
  rmSync(out, { recursive: true });
});

describe('baseline', () => {
  it('stores what it measured, and says where', async () => {
    const baselines = join(out, 'baselines');
    const ended = await run('baseline', ...SMALL, '--out', out, '--baselines', baselines);
    assert.equal(ended.code, 0, ended.stderr);
    const [stored, ...others] = readBaselines(baselines);
    assert.deepEqual(others, []);
    // A line on changes follows where this repository has some.
    assert.ok(ended.stderr.includes(`\nStored: ${stored?.path ?? ''}\n`), ended.stderr);
    assert.match(ended.stdout, /^Start to exit\n/m);
    assert.equal(stored?.run.startedAt, readRun(out)?.startedAt);
    assert.equal(stored?.run.trials.length, 4);
  });

  it('stores nothing when a trial failed', async () => {
    const args = [...SMALL, '--timeout', '0.5', '--latency', '300', '--out', out];
    const ended = await run('baseline', ...args, '--baselines', join(out, 'baselines'), '--quiet');
    assert.equal(ended.code, 2);
    assert.match(ended.stderr, /^concurrency-bench: .*\[baseline-refused\]\n$/);
    assert.ok(!readdirSync(out).includes('baselines'));
  });

  it('explains its flags', async () => {
    const ended = await run('baseline', '--help');
    assert.equal(ended.code, 0);
    assert.match(ended.stdout, /--rounds N .*default: 20/);
    assert.match(ended.stdout, /--baselines DIR/);
  });
});
