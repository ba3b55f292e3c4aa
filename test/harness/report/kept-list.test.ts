import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { RUN_FILES } from '../../../harness/engine/run-file.ts';
import { OutputFolder } from '../../../harness/output/output-folder.ts';
import { report } from '../../support/report-command.ts';
import { wholeRun } from '../../support/whole-run.ts';

let folder: string;
let runPath: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-test-'));
  runPath = join(folder, 'run.json');
  writeFileSync(runPath, JSON.stringify(wholeRun()));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('report --list', () => {
  it('lists the run of a folder and those kept beside it, the newest first', async () => {
    for (const minute of [1, 2]) {
      using output = OutputFolder.open(folder);
      await output.begin(RUN_FILES);
      const startedAt = `2026-02-03T04:0${minute}:00.000Z`;
      await output.write('run.json', JSON.stringify({ ...wholeRun(), startedAt }));
    }
    const ended = await report(folder, '--list');
    assert.deepEqual([ended.code, ended.stderr], [0, '']);
    const times = [...ended.stdout.matchAll(/\d+ \w+ 2026 \d\d:\d\d UTC/g)].map(([time]) => time);
    assert.deepEqual(times, [
      ...['3 Feb 2026 04:02 UTC', '3 Feb 2026 04:01 UTC', '1 Jan 2026 00:00 UTC'],
    ]);
    for (const part of ['compare --rounds 7', 'trials failed', 'history']) {
      assert.ok(ended.stdout.replaceAll(/\s+/g, ' ').includes(part), part);
    }
  });

  it('gives a path for each, from which report renders it', async () => {
    const ended = await report(folder, '--list');
    assert.ok(ended.stdout.replaceAll(/\s/g, '').includes('run.json'));
    const again = await report(runPath);
    assert.equal(again.code, 0);
  });

  it('says so where there are none', async () => {
    const ended = await report(join(folder, 'nowhere'), '--list');
    assert.deepEqual([ended.code, ended.stdout], [2, '']);
    assert.match(ended.stderr, /no runs/);
  });
});
