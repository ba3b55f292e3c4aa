import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

import { summarize } from '../../../harness/analysis/summary.ts';
import { placeInHistory } from '../../../harness/output/history.ts';
import { OutputFolder } from '../../../harness/output/output-folder.ts';
import { reportFiles } from '../../../harness/report/files.ts';
import { RUN_FILES, RunFileWriter } from '../../../harness/engine/run-file.ts';
import type { TrialRecord } from '../../../results/format.ts';
import { journalLine } from '../../../results/journal.ts';
import { salvageRun } from '../../../results/salvage.ts';
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

/** Of a file below harness/, as code names it. */
function moduleText(path: string): string {
  return JSON.stringify(pathToFileURL(join(import.meta.dirname, '../../../harness', path)).href);
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

  it('adds to the file, which stays the same, no more than the record', async () => {
    const writer = await RunFileWriter.create(output, RUN_FILES, RUNNING);
    const { ino } = statSync(join(out, 'run.json'));
    for (const round of [-1, 0, 1]) {
      const before = contents();
      const trial = completedTrial('a', round, {});
      await writer.add({ kind: 'trial', trial });
      assert.equal(contents(), before + journalLine({ kind: 'trial', trial }));
    }
    assert.equal(statSync(join(out, 'run.json')).ino, ino);
    await writer.end('incomplete');
    assert.equal(contents().trim().split('\n').length, 1, 'one whole run in the end');
  });

  it('writes the whole run where its file was removed meanwhile', async () => {
    const writer = await RunFileWriter.create(output, RUN_FILES, RUNNING);
    rmSync(join(out, 'run.json'));
    const add = writer.add({ kind: 'trial', trial: completedTrial('a', 0, {}) });
    await assert.rejects(add, { code: 'output-not-writable' });
    await writer.end('incomplete');
    assert.equal(readRun(out)?.trials.length, 1);
  });

  it('goes on with a run: nothing is written twice, and nothing lost that was not asked for again', async () => {
    const [first, second] = [0, 1].map((round) => completedTrial('a', round, {}));
    assert.ok(first !== undefined && second !== undefined);
    const former = { ...RUNNING, trials: [first, second] };
    const writer = await RunFileWriter.create(output, RUN_FILES, former);
    const before = contents();
    assert.deepEqual(writer.run.trials, []);
    assert.ok(writer.recall({ kind: 'trial', ...first }));
    assert.deepEqual(writer.run.trials, [first]);
    assert.equal(contents(), before);
    assert.deepEqual((await writer.end('incomplete')).trials, [first, second]);
    assert.deepEqual(readRun(out)?.trials, [first, second]);
  });

  it('keeps what it has on a disk that is full', { skip: process.platform === 'win32' }, () => {
    const writes = `
      import { OutputFolder } from ${moduleText('output/output-folder.ts')};
      import { RUN_FILES, RunFileWriter } from ${moduleText('engine/run-file.ts')};
      process.on('SIGXFSZ', () => undefined);
      using output = OutputFolder.open(process.argv[1]);
      const [run, trial] = process.argv.slice(2).map((text) => JSON.parse(text));
      const writer = await RunFileWriter.create(output, RUN_FILES, run);
      const failed = ({ code }) => console.log(code);
      for (const round of [0, 1, 2, 3, 4, 5, 6]) {
        const added = writer.add({ kind: 'trial', trial: { ...trial, round } }).then(() => true, failed);
        if (!(await added)) break;
      }
      await writer.end('incomplete').catch(failed);`;
    output[Symbol.dispose]();
    const run = { ...RUNNING, scenarios: [{ ...scenario('a'), rounds: 7 }] };
    const given = [out, JSON.stringify(run), JSON.stringify(completedTrial('a', 0, {}))];
    // No file may become larger than 8 KiB, so a record ends short, as on a disk that is full.
    const script = 'ulimit -f 8; exec "$0" --input-type=module --eval "$@"';
    const { stdout, stderr } = spawnSync('bash', [
      '-c',
      script,
      process.execPath,
      writes,
      ...given,
    ]);
    const lines = stdout.toString().trim().split('\n');
    assert.deepEqual(lines, ['output-not-writable', 'output-not-writable'], stderr.toString());
    const saved = salvageRun(contents());
    assert.ok(saved.run.trials.length > 1);
    assert.match(saved.loss ?? '', /damaged or cut short/);
    assert.deepEqual(visible(), ['run.json']);
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
    [
      'a run that was killed',
      `${JSON.stringify(RUNNING)}\n${journalLine({ kind: 'trial', trial: completedTrial('a', 0, {}) })}{"kind":"tri`,
    ],
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
