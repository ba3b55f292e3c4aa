import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { formerRunLines } from '../../../harness/compare/former-run.ts';
import { RUN_FILES } from '../../../harness/engine/run-file.ts';
import { OutputFolder } from '../../../harness/output/output-folder.ts';
import type { RunFile } from '../../../results/format.ts';
import { completedTrial, runOf, scenario } from '../../support/run.ts';

let out: string;

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'former-run-'));
});

afterEach(() => {
  rmSync(out, { recursive: true });
});

function runAt(minute: number, models: readonly string[]): RunFile {
  const scenarios = models.map((model) => scenario(model));
  const trials = [0, 1, 2, 3, 4, 5].flatMap((round) =>
    models.map((model) => completedTrial(model, round, {})),
  );
  const run = runOf(scenarios, trials, { rounds: 6, warmupRounds: 0 });
  return { ...run, startedAt: `2026-01-01T00:0${minute}:00.000Z` };
}

/** The lines after the last of them. */
async function linesAfter(...runs: readonly RunFile[]): Promise<readonly string[]> {
  for (const run of runs) {
    using output = OutputFolder.open(out);
    await output.begin(RUN_FILES);
    await output.write('run.json', JSON.stringify(run));
  }
  return formerRunLines(out, runs.at(-1) ?? assert.fail());
}

describe('what compare says of a former run', () => {
  it('is nothing where there was none', async () => {
    assert.deepEqual(await linesAfter(runAt(1, ['a'])), []);
  });

  it('is where it lies and what changed since', async () => {
    const [line = '', ...others] = await linesAfter(runAt(1, ['a']), runAt(2, ['a']));
    assert.deepEqual(others, []);
    assert.ok(line.includes(join('history', '2026-01-01T00-01-00-000Z', 'run.json')), line);
    assert.match(line, /\(1 Jan 2026 00:01 UTC\)\. Against it: /);
  });

  it('is where it lies, and what changed since an older one of the same work', async () => {
    const lines = await linesAfter(runAt(1, ['a']), runAt(2, ['a', 'b']), runAt(3, ['a']));
    assert.equal(lines.length, 2);
    assert.match(lines[0] ?? '', /00-02-00.* of other work\.$/);
    assert.match(lines[1] ?? '', /00-01-00.* Against it: /);
  });

  it('is only where it lies where none did the same', async () => {
    const lines = await linesAfter(runAt(1, ['a']), runAt(2, ['b']));
    assert.equal(lines.length, 1);
    assert.doesNotMatch(lines[0] ?? '', /Against it/);
  });
});
