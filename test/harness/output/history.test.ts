import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { keptRuns, placeInHistory } from '../../../harness/output/history.ts';
import { OutputFolder, type Results } from '../../../harness/output/output-folder.ts';
import type { RunFile } from '../../../results/format.ts';
import { completedTrial, invalidTrial, runOf, scenario } from '../../support/run.ts';

const RESULTS: Results = { file: 'run.json', report: ['report.md'], pictures: 'charts' };
const KEPT = 10;

let out: string;

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'history-'));
});

afterEach(() => {
  rmSync(out, { recursive: true });
});

/** A good run of that minute. */
function goodRun(minute: number): RunFile {
  const run = runOf([scenario('a')], [completedTrial('a', 0, {})], { rounds: 1, warmupRounds: 0 });
  return { ...run, startedAt: `2026-01-01T00:${String(minute).padStart(2, '0')}:00.000Z` };
}

function quickRun(minute: number): RunFile {
  const run = goodRun(minute);
  return { ...run, schedule: { ...run.schedule, scale: 'quick' } };
}

function failedRun(minute: number): RunFile {
  return { ...goodRun(minute), trials: [invalidTrial('a', 0, 'other work')] };
}

/** Each with a report and a picture, the last of which lies in the folder itself. */
async function write(...runs: readonly RunFile[]): Promise<void> {
  for (const run of runs) {
    using output = OutputFolder.open(out);
    await output.begin(RESULTS);
    await output.write('run.json', JSON.stringify(run));
    await output.write('report.md', run.startedAt);
    await output.write('charts/time.svg', run.startedAt);
  }
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function starts(): readonly string[] {
  return keptRuns(out, 'run.json').map(({ run }) => run.startedAt);
}

describe('the history of a folder', () => {
  it('has none where nothing was replaced', async () => {
    await write(goodRun(0));
    assert.deepEqual(starts(), []);
  });

  it('has the runs that others took the place of, the newest first, with their reports', async () => {
    const runs = range(4).map(goodRun);
    await write(...runs);
    const before = runs.slice(0, 3).toReversed();
    assert.deepEqual(
      starts(),
      before.map(({ startedAt }) => startedAt),
    );
    for (const run of before) {
      for (const name of ['report.md', 'charts/time.svg']) {
        assert.equal(readFileSync(join(out, placeInHistory(run), name), 'utf8'), run.startedAt);
      }
    }
  });

  it('forgets the oldest beyond the last ten', async () => {
    const runs = range(KEPT + 3).map(goodRun);
    await write(...runs);
    assert.equal(starts().length, KEPT);
    assert.equal(starts().at(-1), runs[2]?.startedAt);
    assert.equal(readdirSync(join(out, 'history')).length, KEPT);
  });

  for (const [what, bad] of [
    ['quick', quickRun],
    ['failed', failedRun],
  ] as const) {
    it(`keeps a good run, however many ${what} ones follow`, async () => {
      await write(goodRun(0), goodRun(1));
      await write(...range(KEPT + 3).map((index) => bad(2 + index)));
      assert.equal(starts().length, KEPT);
      assert.equal(starts().at(-1), goodRun(1).startedAt);
    });
  }

  it("leaves a user's files where they are, also beside a run that it forgets", async () => {
    await write(goodRun(0), goodRun(1));
    const first = join(out, placeInHistory(goodRun(0)));
    const copy = join(out, 'history', 'before-the-upgrade');
    cpSync(first, copy, { recursive: true });
    const notes = [join(first, 'notes.txt'), join(first, 'charts', 'mine.png')];
    notes.push(join(out, 'history', 'notes.txt'));
    for (const path of notes) writeFileSync(path, 'precious');
    await write(...range(KEPT + 2).map((index) => goodRun(2 + index)));
    for (const path of notes) assert.equal(readFileSync(path, 'utf8'), 'precious');
    assert.ok(!existsSync(join(first, 'run.json')), 'the run itself is forgotten');
    assert.ok(existsSync(join(copy, 'run.json')), 'and a copy of it is not');
    assert.ok(!starts().includes(goodRun(0).startedAt));
  });
});
