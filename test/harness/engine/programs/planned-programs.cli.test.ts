import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';

import { parseRun } from '../../../../results/reading.ts';
import { EXIT } from '../../../../harness/errors.ts';
import { ROOT, SMALL, start, startWith } from '../../../support/command.ts';

const out = mkdtempSync(join(tmpdir(), 'planned-programs-'));
/** In a PATH of Node alone nothing else is found. */
const NO_GO = { PATH: dirname(process.execPath) };
const skip = hasGo() ? false : 'Go is not installed';

after(() => {
  rmSync(out, { recursive: true });
});

function compareWith(models: string): readonly string[] {
  return ['compare', '--models', models, ...SMALL, '--quiet', '--out', out];
}

function runFile() {
  return parseRun(readFileSync(join(out, 'run.json'), 'utf8'));
}

describe('programs in Go', { skip }, () => {
  it('do the work of every model, beside a floor of their own', async () => {
    const models = 'single-threaded,go-goroutines,go-needed-fields,go-bare-work';
    const { code, stderr } = await start(...compareWith(models)).ended;
    assert.equal(code, EXIT.ok, stderr);
    const { scenarios, trials } = runFile();
    assert.deepEqual([...new Set(trials.map(({ status }) => status))], ['completed']);
    const go = scenarios.find(({ id }) => id === 'go-goroutines');
    assert.match(go?.runtime ?? '', /^go \d/);
    assert.deepEqual([go?.language, go?.floor, go?.baseline], ['Go', 'go-bare-work', null]);
    const node = scenarios.find(({ id }) => id === 'single-threaded');
    assert.deepEqual([node?.language, node?.floor], [null, 'bare-work']);
    const record = trials.find(({ scenario }) => scenario === 'go-goroutines');
    assert.ok(record?.status === 'completed' && Number(record.figures['GOMAXPROCS']) > 0);
  });
});

describe('programs that cannot run here', () => {
  it('are not run, with the reason, beside what runs', async () => {
    const args = compareWith('single-threaded,go-goroutines');
    const { code, stdout, stderr } = await startWith(NO_GO, ROOT, ...args).ended;
    assert.equal(code, EXIT.ok, stderr);
    const [missing] = runFile().notRun;
    assert.deepEqual([missing?.id, missing?.runtime], ['go-goroutines', 'Go']);
    assert.match(stdout, /go-goroutines: not run: no go in PATH/);
  });

  it('are refused under faults, which they do not meet as the models do', async () => {
    for (const flags of [
      ['--faults', 'reset=1%'],
      ['--retries', '1'],
    ]) {
      const args = [...compareWith('single-threaded,go-goroutines'), ...flags];
      const { code, stderr } = await startWith(NO_GO, ROOT, ...args).ended;
      assert.deepEqual([code, stderr.trim().split('\n').length], [EXIT.usage, 1], stderr);
      assert.match(
        stderr,
        new RegExp(`${flags[0] ?? ''} cannot be used with go-goroutines.*flag-conflict`),
      );
    }
  });

  it('are one line and status 2 where nothing else was asked for', async () => {
    const { code, stderr } = await startWith(NO_GO, ROOT, ...compareWith('go-goroutines')).ended;
    assert.deepEqual([code, stderr.trim().split('\n').length], [EXIT.usage, 1], stderr);
    assert.match(stderr, /nothing-to-run/);
  });

  it('or cannot do the work, are refused before anything is built', async () => {
    const args = ['compare', 'examples/gzip.ts', '--models', 'go-goroutines', '--out', out];
    const { code, stderr } = await start(...args, '--quiet').ended;
    assert.equal(code, EXIT.usage);
    assert.match(stderr, /program-workload/);
  });
});

function hasGo(): boolean {
  try {
    execFileSync('go', ['version']);
    return true;
  } catch {
    return false;
  }
}
