import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { summarize } from '../../../harness/analysis/summary.ts';
import { csvReport } from '../../../harness/report/csv.ts';
import { reportFiles } from '../../../harness/report/files.ts';
import { claimsRun } from '../../support/claims-run.ts';
import { run } from '../../support/command.ts';
import { report } from '../../support/report-command.ts';
import { until } from '../../support/until.ts';
import { asClaimsFile, asVersion1 } from '../../support/old-runs.ts';
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

describe('report', () => {
  it('makes every file beside the run, and says where', async () => {
    const ended = await report(runPath);
    assert.deepEqual(ended, {
      code: 0,
      stdout: `${join(folder, 'report.html')}\n${join(folder, 'report.md')}\n`,
      stderr: '',
    });
    for (const { path, text } of await reportFiles(summarize(wholeRun()))) {
      assert.equal(readFileSync(join(folder, path), 'utf8'), text, path);
    }
  });

  it('takes the folder of a run, and writes where it is told', async () => {
    const out = join(folder, 'a', 'b');
    const ended = await report(folder, '--out', out);
    assert.deepEqual([ended.code, ended.stderr], [0, '']);
    assert.match(readFileSync(join(out, 'report.md'), 'utf8'), /^# /);
  });

  it('reads a run of format version 1', async () => {
    writeFileSync(runPath, JSON.stringify(asVersion1(wholeRun())));
    assert.equal((await report(runPath)).code, 0);
  });

  it('makes what can be made of a file cut short, and says so', async () => {
    writeFileSync(runPath, JSON.stringify(wholeRun()).slice(0, -100));
    const { code, stderr } = await report(runPath);
    assert.equal(code, 0);
    const [, trials] = /cut short: only its first (\d+) trials can be read\n$/.exec(stderr) ?? [];
    const text = readFileSync(join(folder, 'report.md'), 'utf8');
    const said = `the file of this run is damaged or cut short: only its first ${trials ?? ''} trials`;
    assert.ok(text.includes(said));
    assert.ok(readFileSync(join(folder, 'report.html'), 'utf8').includes(said));
  });

  it('exports the figures of a run', async () => {
    const path = join(folder, 'costs.csv');
    assert.equal((await report(runPath, '--export-csv', path)).code, 0);
    assert.equal(readFileSync(path, 'utf8'), csvReport([summarize(wholeRun())]));
  });

  it('shows its flags with --help', async () => {
    const { code, stdout } = await report('--help');
    assert.equal(code, 0);
    assert.match(stdout, /^Usage: npm run report -- \[RUN_FILE\] \[flags\]\n/);
    assert.ok(stdout.includes('--open'));
  });
});

describe('report --open', () => {
  it('hands the page to the system', { skip: process.platform !== 'linux' }, async () => {
    const opened = join(folder, 'opened');
    const opener = join(folder, 'xdg-open');
    writeFileSync(
      opener,
      `#!/bin/sh\nprintf %s "$1" >"${opened}.tmp"; mv "${opened}.tmp" "${opened}"\n`,
    );
    chmodSync(opener, 0o755);
    const path = process.env['PATH'];
    process.env['PATH'] = `${folder}:${path ?? ''}`;
    try {
      assert.equal((await report(runPath, '--open')).code, 0);
    } finally {
      process.env['PATH'] = path;
    }
    await until(() => existsSync(opened));
    assert.equal(readFileSync(opened, 'utf8'), join(folder, 'report.html'));
  });

  it('says so where nothing can show it', { skip: process.platform !== 'linux' }, async () => {
    const path = process.env['PATH'];
    process.env['PATH'] = folder;
    try {
      const { code, stderr } = await report(runPath, '--open');
      assert.equal(code, 0);
      assert.match(stderr, /^[^\n]+ could not be opened: [^\n]+\n$/);
    } finally {
      process.env['PATH'] = path;
    }
  });
});

describe('report refuses', () => {
  const refusals: Readonly<Record<string, readonly [() => readonly string[], RegExp]>> = {
    'a file that is not there': [
      () => [join(folder, 'none.json')],
      /none\.json: no such file; .*npm run compare \[no-run-file\]/,
    ],
    'a file that is no run': [
      () => {
        writeFileSync(runPath, '[]');
        return [runPath];
      },
      /run\.json: not a run file \[not-a-run-file\]/,
    ],
    'a run of a newer version': [
      () => {
        writeFileSync(runPath, '{"formatVersion":99}');
        return [runPath];
      },
      /version 99 is newer .*\[not-a-run-file\]/,
    ],
    'two runs': [() => [runPath, runPath], /unexpected .*\[unknown-flag\]/],
    'an output folder that is a file': [
      () => [runPath, '--out', runPath],
      /--out \S+run\.json cannot be written: .*\[output-not-writable\]/,
    ],
    "a report that is the user's": [
      () => {
        mkdirSync(join(folder, 'mine'));
        writeFileSync(join(folder, 'mine/report.md'), '');
        return [runPath, '--out', join(folder, 'mine')];
      },
      /report\.md was not written by this program .*\[output-not-ours\]/,
    ],
    'a report that is a folder': [
      () => {
        mkdirSync(join(folder, 'report.md', 'below'), { recursive: true });
        return [runPath];
      },
      /cannot be written: .*\[output-not-writable\]/,
    ],
  };
  for (const [what, [args, line]] of Object.entries(refusals)) {
    it(what, async () => {
      const { code, stdout, stderr } = await report(...args());
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^concurrency-bench: [^\n]+\n$/);
      assert.match(stderr, line);
    });
  }
});

it('report runs as a command of its own', async () => {
  const ended = await run('report', runPath);
  assert.deepEqual([ended.code, ended.stderr], [0, '']);
});

describe('report of claims', () => {
  const observed = {
    ...{ claim: 'the-table', case: 'single-threaded', round: 0 },
    outcome: 'killed by SIGKILL',
  };

  const interrupted = claimsRun([observed], { status: 'incomplete' });

  it('has no figures to export of claims', async () => {
    writeFileSync(runPath, JSON.stringify(interrupted));
    const path = join(folder, 'costs.csv');
    const { code, stderr } = await report(runPath, '--export-csv', path);
    assert.equal(code, 2);
    assert.match(stderr, /\[flag-conflict\]\n$/);
    assert.ok(!existsSync(path));
  });

  for (const [what, file] of [
    ['them', interrupted],
    ['those of a file from before version 3', asClaimsFile([observed])],
  ] as const) {
    it(`judges ${what} anew, beside their file`, async () => {
      const path = join(folder, 'claims.json');
      writeFileSync(path, JSON.stringify(file));
      const { code, stdout } = await report(path);
      assert.equal(code, 0);
      assert.equal(stdout, `${join(folder, 'claims.html')}\n${join(folder, 'claims.md')}\n`);
      const text = readFileSync(join(folder, 'claims.md'), 'utf8');
      assert.match(text, /No verdict: .*killed by SIGKILL/);
    });
  }
});
