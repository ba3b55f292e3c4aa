import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { summarize } from '../../../harness/analysis/summary.ts';
import { HarnessError } from '../../../harness/errors.ts';
import { reportFiles } from '../../../harness/report/files.ts';
import { RunFileWriter } from '../../../harness/engine/run-file.ts';
import type { TrialRecord } from '../../../results/format.ts';
import { readRun } from '../../support/command.ts';
import { completedTrial, failedTrial, runOf, scenario } from '../../support/run.ts';

const RUNNING = runOf([scenario('a')], [], { status: 'running', endedAt: null, rounds: 2 });

let out: string;

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'run-file-test-'));
});

afterEach(() => {
  rmSync(out, { recursive: true });
});

function contents(): string {
  return readFileSync(join(out, 'run.json'), 'utf8');
}

describe('RunFileWriter', () => {
  it('writes an intact file at the start, after every trial and at the end', async () => {
    const writer = await RunFileWriter.create(out, RUNNING);
    assert.deepEqual(readRun(out), RUNNING);
    const trials = [completedTrial('a', 0, { wallMs: 5 }), failedTrial('a', 1)];
    for (const [index, trial] of trials.entries()) {
      await writer.add(trial);
      assert.deepEqual(readRun(out)?.trials, trials.slice(0, index + 1));
      assert.deepEqual(readdirSync(out), ['run.json']);
    }
    const ended = await writer.end('incomplete');
    assert.equal(ended.status, 'incomplete');
    assert.ok(!Number.isNaN(Date.parse(ended.endedAt ?? '')));
    assert.deepEqual(readRun(out), ended);
  });

  it('keeps the first round that confirms', async () => {
    const side = { ref: 'main', gitCommit: null, gitDirty: null };
    const comparison = { base: side, head: side, whole: false, plant: null, confirmFrom: null };
    const writer = await RunFileWriter.create(out, { ...RUNNING, comparison });
    writer.confirmFrom(14);
    writer.confirmFrom(15);
    assert.equal((await writer.end('complete')).comparison?.confirmFrom, 14);
  });

  it('creates the folder with all above it', async () => {
    await RunFileWriter.create(join(out, 'a', 'b'), RUNNING);
    assert.deepEqual(readRun(join(out, 'a', 'b')), RUNNING);
  });

  it('leaves the old file as it is, and nothing else, when writing fails', async () => {
    const writer = await RunFileWriter.create(out, RUNNING);
    const before = contents();
    const unwritable = { toJSON: () => assert.fail('disk full') } as unknown as TrialRecord;
    await assert.rejects(writer.add(unwritable), /disk full/);
    assert.equal(contents(), before);
    assert.deepEqual(readdirSync(out), ['run.json']);
  });

  it('says which flag mends it when a later write fails, and leaves no temporary file', async () => {
    const writer = await RunFileWriter.create(out, RUNNING);
    rmSync(writer.path);
    mkdirSync(writer.path);
    await assert.rejects(
      writer.add(completedTrial('a', 0, {})),
      (error) => error instanceof HarnessError && error.message.includes(`--out ${out}`),
    );
    assert.deepEqual(readdirSync(out), ['run.json']);
  });

  it('refuses a folder that cannot be made, with the flag that mends it', async () => {
    writeFileSync(join(out, 'file'), '');
    await assert.rejects(
      RunFileWriter.create(join(out, 'file', 'below'), RUNNING),
      (error) =>
        error instanceof HarnessError &&
        error.code === 'output-not-writable' &&
        error.message.startsWith('--out '),
    );
  });

  it('refuses a run file that is a folder, and leaves no other file there', async () => {
    mkdirSync(join(out, 'run.json'));
    await assert.rejects(RunFileWriter.create(out, RUNNING), { code: 'output-not-writable' });
    assert.deepEqual(readdirSync(out), ['run.json']);
  });

  it('keeps a complete run with all of its report in previous, twice', async () => {
    const complete = runOf([scenario('a')], [completedTrial('a', 0, {})], {
      rounds: 1,
      warmupRounds: 0,
    });
    const files = await reportFiles(summarize(complete));
    for (const round of ['first', 'second']) {
      for (const { path } of files) {
        mkdirSync(dirname(join(out, path)), { recursive: true });
        writeFileSync(join(out, path), round);
      }
      writeFileSync(join(out, 'run.json'), JSON.stringify(complete));
      await RunFileWriter.create(out, RUNNING);
      assert.deepEqual(readRun(join(out, 'previous')), complete);
      for (const { path } of files) {
        assert.equal(readFileSync(join(out, 'previous', path), 'utf8'), round);
        assert.ok(!existsSync(join(out, path)), 'an old report beside a new run');
      }
    }
  });

  it('keeps no report of another run beside the one it keeps', async () => {
    const previous = join(out, 'previous', 'report.md');
    mkdirSync(join(out, 'previous'));
    writeFileSync(previous, '# Older');
    writeFileSync(
      join(out, 'run.json'),
      JSON.stringify(runOf([scenario('a')], [], { rounds: 0, warmupRounds: 0 })),
    );
    await RunFileWriter.create(out, RUNNING);
    assert.ok(!existsSync(previous));
  });

  for (const [what, text] of [
    ['an incomplete run', JSON.stringify({ ...RUNNING, status: 'incomplete' })],
    ['a torn file', '{"formatVersion":1,"sta'],
    ['a file of another kind', '[]'],
  ] as const) {
    it(`does not keep ${what}, nor lose the complete one kept before`, async () => {
      const previous = join(out, 'previous', 'run.json');
      mkdirSync(join(out, 'previous'));
      writeFileSync(previous, 'kept');
      writeFileSync(join(out, 'run.json'), text);
      await RunFileWriter.create(out, RUNNING);
      assert.equal(readFileSync(previous, 'utf8'), 'kept');
      assert.deepEqual(readRun(out), RUNNING);
    });
  }
});
