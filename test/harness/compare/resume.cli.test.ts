import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';

import type { RunFile } from '../../../results/format.ts';
import { readRun, run, startIn } from '../../support/command.ts';
import { killedAfter, orderOf } from '../../support/killed-run.ts';

const WORK = ['compare', '--models', 'single-threaded', '--items', '8', '--quick'];
const ROUNDS = ['--rounds', '2', '--launches', '0'];
const FLAGS = [...WORK, ...ROUNDS, '--latency', '0'];

let out: string;
let whole: RunFile;

const resume = () => run(...FLAGS, '--resume', '--out', out);
const file = () => join(out, 'run.json');

function saved(): RunFile {
  const run = readRun(out);
  assert.ok(run !== null);
  return run;
}

before(async () => {
  out = mkdtempSync(join(tmpdir(), 'resume-test-'));
  const ended = await run(...FLAGS, '--out', out);
  assert.equal(ended.code, 0, ended.stderr);
  whole = saved();
  assert.ok(whole.trials.length === 4);
});

after(() => {
  rmSync(out, { recursive: true });
});

beforeEach(() => {
  writeFileSync(file(), killedAfter(3, whole));
});

describe('compare --resume', () => {
  it('measures what a killed run lacks, in the same order, and says so', async () => {
    const { code, stderr } = await resume();
    assert.equal(code, 0, stderr);
    const resumed = saved();
    assert.equal(resumed.status, 'complete');
    assert.deepEqual(resumed.trials.slice(0, 3), whole.trials.slice(0, 3));
    assert.deepEqual(orderOf(resumed), orderOf(whole));
    assert.deepEqual(
      resumed.resumptions.map(({ trials, launches }) => ({ trials, launches })),
      [{ trials: 3, launches: 0 }],
    );
    assert.deepEqual(resumed.schedule, whole.schedule);
    assert.equal(resumed.startedAt, whole.startedAt);
    assert.match(stderr, /3 trials and 0 launches are kept/);
    assert.match(readFileSync(join(out, 'report.md'), 'utf8'), /resumed: .* after 3 trials/);
  });

  it('refuses another seed before any work is done, and leaves the file as it is', async () => {
    const before = readFileSync(file(), 'utf8');
    // The reference run would ask a mock server, and there is none.
    const nowhere = ['--mock-url', 'http://127.0.0.1:1', '--resume', '--out', out];
    const { code, stderr } = await run(...WORK, ...ROUNDS, '--seed', '2', ...nowhere);
    assert.equal(code, 2, stderr);
    assert.match(stderr, /^concurrency-bench: .* seed was 1, now 2.* \[resume-changed\]$/m);
    assert.equal(readFileSync(file(), 'utf8'), before);
  });

  it('refuses several workloads, of which one would go on and one begin', async () => {
    const workloads = ['fetch-pokemon', './b.ts'];
    const config = `export default ${JSON.stringify({ workloads })};`;
    writeFileSync(join(out, 'concurrency-bench.config.mjs'), config);
    const { code, stderr } = await startIn(out, 'compare', '--resume').ended;
    assert.equal(code, 2, stderr);
    assert.match(stderr, /names 2 workloads.* \[flag-conflict\]$/m);
  });
});
