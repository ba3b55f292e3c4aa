import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { readRun, ROOT } from './support/command.ts';
import { mainHere } from './support/main-here.ts';

const FOLDER = join(ROOT, 'examples');
const WORKLOADS = readdirSync(FOLDER).filter((file) => /^\.[cm]?[jt]s$/.test(extname(file)));
const OWN_MODELS = ['bare-work', 'child-processes', 'single-threaded', 'worker-threads'];
/** Models of a user's; each example runs under one of them too, in turn. */
const MODELS = ['cluster', 'tinypool', 'workerpool'] as const;
const NO_LAUNCHES = ['--launches', '0', '--quiet'];
/** Fewer items than most of them list, but more than one for each worker. */
const SIZE = ['--items', '6', '--workers', '2', '--quick', '--rounds', '1', ...NO_LAUNCHES];

const folder = mkdtempSync(join(tmpdir(), 'examples-'));
/** Where the examples put temporary files. */
const temporary = join(folder, 'temporary');

before(() => {
  mkdirSync(temporary);
  process.env['TMPDIR'] = temporary;
});
after(() => {
  rmSync(folder, { recursive: true });
});

describe('the examples', { concurrency: 2 }, () => {
  it('are ten or more, short, and in the table of their README', () => {
    assert.ok(WORKLOADS.length >= 10);
    const readme = readFileSync(join(FOLDER, 'README.md'), 'utf8');
    for (const file of WORKLOADS) {
      const lines = readFileSync(join(FOLDER, file), 'utf8').split('\n').length - 1;
      assert.ok(lines <= 50, `${file}: ${lines} lines`);
      assert.ok(readme.includes(`[${file}](${file})`), file);
    }
  });

  for (const [index, file] of WORKLOADS.entries()) {
    const model = MODELS[index % MODELS.length] ?? MODELS[0];
    it(`do the same work under every model of ours and ${model}: ${file}`, async () => {
      const out = join(folder, file);
      const flags = ['--model', `examples/models/${model}.ts`, ...SIZE, '--out', out];
      const args = [`examples/${file}`, ...flags];
      const ended = await mainHere('compare', ...args);
      assert.equal(ended.code, 0, ended.stderr);
      const trials = readRun(out)?.trials ?? [];
      assert.deepEqual(
        trials.map(({ scenario }) => scenario).sort(),
        [...OWN_MODELS, model].sort(),
      );
      for (const trial of trials) assert.equal(trial.status, 'completed');
    });
  }
});

describe('the examples, afterwards', () => {
  it('have left no file', () => {
    assert.deepEqual(readdirSync(temporary), []);
  });
});
