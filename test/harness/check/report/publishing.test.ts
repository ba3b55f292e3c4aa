import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { OutputFolder } from '../../../../harness/output/output-folder.ts';
import { checkJson } from '../../../../harness/check/report/json.ts';
import {
  commentText,
  markdownCheck,
  terminalCheck,
} from '../../../../harness/check/report/text.ts';
import {
  type ActionsStep,
  actionsStep,
  publishCheck,
} from '../../../../harness/check/report/publishing.ts';
import { PIPE } from '../../../../harness/text/screen.ts';
import {
  checkedRun,
  HOSTILE,
  resultOf,
  verdictOf,
  wholeCheck,
} from '../../../support/checked-run.ts';

let outDir: string;

beforeEach(() => {
  outDir = mkdtempSync(join(tmpdir(), 'publishing-'));
});

afterEach(() => {
  rmSync(outDir, { recursive: true });
});

const NO_STEP: ActionsStep = { summaryPath: null, obeysCommands: false };

async function published(checked: ReturnType<typeof wholeCheck>, json: boolean, step: ActionsStep) {
  const stdout = new PassThrough();
  using output = OutputFolder.open(outDir);
  await publishCheck(checked, { output, json, step, stdout, stderr: stdout, screen: PIPE });
  stdout.end();
  return await text(stdout);
}

describe('publishCheck', () => {
  it('writes Markdown and comment beside the run and the tables on stdout', async () => {
    assert.equal(
      await published(wholeCheck(), false, NO_STEP),
      `${terminalCheck(wholeCheck(), PIPE)}\n`,
    );
    assert.equal(readFileSync(join(outDir, 'check.md'), 'utf8'), markdownCheck(wholeCheck()));
    assert.equal(readFileSync(join(outDir, 'comment.md'), 'utf8'), commentText(wholeCheck()));
  });

  it('adds to the summary of the job what earlier steps left there', async () => {
    const summaryPath = join(outDir, 'summary');
    writeFileSync(summaryPath, 'before\n');
    await published(wholeCheck(), false, { ...NO_STEP, summaryPath });
    assert.equal(readFileSync(summaryPath, 'utf8'), `before\n${markdownCheck(wholeCheck())}\n`);
  });

  it('lets Actions obey its annotations and nothing else of its output', async () => {
    const checked = checkedRun(
      resultOf('regressed', [verdictOf(HOSTILE, 'cpuMs', { verdict: 'regressed' })]),
    );
    const lines = (await published(checked, false, { ...NO_STEP, obeysCommands: true })).split(
      '\n',
    );
    const token = /^::stop-commands::([\w-]{30,})$/.exec(lines[0] ?? '')?.[1] ?? 'none';
    const resumed = lines.indexOf(`::${token}::`);
    assert.ok(resumed > 0);
    const obeyed = lines.slice(resumed + 1).filter((line) => line.trimStart().startsWith('::'));
    assert.deepEqual(
      obeyed.map((line) => line.slice(0, 26)),
      ['::error title=Regression::'],
    );
  });

  it('prints the one document with --json, in Actions too', async () => {
    const stdout = await published(wholeCheck(), true, { ...NO_STEP, obeysCommands: true });
    assert.equal(stdout, `${checkJson(wholeCheck())}\n`);
  });
});

describe('actionsStep', () => {
  it('is read from what Actions sets', () => {
    assert.deepEqual(actionsStep({}), NO_STEP);
    assert.deepEqual(actionsStep({ GITHUB_STEP_SUMMARY: '' }), NO_STEP);
    assert.deepEqual(actionsStep({ GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: '/s' }), {
      ...{ summaryPath: '/s', obeysCommands: true },
    });
  });
});
