import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { summarize } from '../../../harness/analysis/summary.ts';
import { placeInHistory } from '../../../harness/output/history.ts';
import { OutputFolder } from '../../../harness/output/output-folder.ts';
import { reportFiles } from '../../../harness/report/files.ts';
import { RUN_FILES, RunFileWriter } from '../../../harness/engine/run-file.ts';
import type { TrialRecord } from '../../../results/format.ts';
import { readRun } from '../../support/command.ts';
import { completedTrial, failedTrial, runOf, scenario } from '../../support/run.ts';

const RUNNING = runOf([scenario('a')], [], { status: 'running', endedAt: null, rounds: 2 });

let out: string;
let output: OutputFolder;

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'run-file-test-'));
  output = OutputFolder.open(out);
});

afterEach(() => {
  output[Symbol.dispose]();
  rmSync(out, { recursive: true });
});

function contents(): string {
  return readFileSync(join(out, 'run.json'), 'utf8');
}

function visible(): readonly string[] {
  return readdirSync(out).filter((name) => !name.startsWith('.'));
}

describe('RunFileWriter', () => {
  it('writes an intact file at the start, after every trial and at the end', async () => {
    const writer = await RunFileWriter.create(output, RUN_FILES, RUNNING);
    assert.deepEqual(readRun(out), RUNNING);
    const trials = [completedTrial('a', 0, { wallMs: 500 }), failedTrial('a', 1)];
    for (const [index, trial] of trials.entries()) {
      await writer.add({ kind: 'trial', trial });
      assert.deepEqual(readRun(out)?.trials, trials.slice(0, index + 1));
      assert.deepEqual(visible(), ['run.json']);
    }
    const ended = await writer.end('incomplete');
    assert.equal(ended.status, 'incomplete');
    assert.ok(!Number.isNaN(Date.parse(ended.endedAt ?? '')));
    assert.deepEqual(readRun(out), ended);
  });

  it('leaves the old file as it is, and nothing else, when writing fails', async () => {
    const writer = await RunFileWriter.create(output, RUN_FILES, RUNNING);
    const before = contents();
    const unwritable = { toJSON: () => assert.fail('disk full') } as unknown as TrialRecord;
    await assert.rejects(writer.add({ kind: 'trial', trial: unwritable }), /disk full/);
    assert.equal(contents(), before);
    assert.deepEqual(visible(), ['run.json']);
  });

  it('keeps a complete run with all of its report in the history', async () => {
    const complete = runOf([scenario('a')], [completedTrial('a', 0, {})], {
      rounds: 1,
      warmupRounds: 0,
    });
    const files = await reportFiles(summarize(complete));
    await output.write('run.json', JSON.stringify(complete));
    for (const { path, text } of files) await output.write(path, text);
    await RunFileWriter.create(output, RUN_FILES, RUNNING);
    const kept = join(out, placeInHistory(complete));
    assert.deepEqual(readRun(kept), complete);
    for (const { path } of files) {
      assert.ok(existsSync(join(kept, path)));
      assert.ok(!existsSync(join(out, path)), 'an old report beside a new run');
    }
  });

  for (const [what, text] of [
    ['an incomplete run', JSON.stringify({ ...RUNNING, status: 'incomplete' })],
    ['a torn file', '{"formatVersion":1,"sta'],
    ['a file of another kind', '[]'],
  ] as const) {
    it(`does not keep ${what}`, async () => {
      await output.write('run.json', text);
      await RunFileWriter.create(output, RUN_FILES, RUNNING);
      assert.ok(!existsSync(join(out, 'history')));
      assert.deepEqual(readRun(out), RUNNING);
    });
  }
});
