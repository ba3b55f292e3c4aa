import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { OutputFolder, type Results } from '../../../harness/output/output-folder.ts';
import { wholeRun } from '../../support/whole-run.ts';

const RESULTS: Results = {
  file: 'run.json',
  report: ['report.md'],
  pictures: 'charts',
};
/** Texts of complete runs. */
const [ONE, TWO, THREE] = [1, 2, 3].map((seed) => {
  const run = wholeRun();
  const startedAt = `2026-01-02T03:04:0${seed}.000Z`;
  return JSON.stringify({ ...run, startedAt, schedule: { ...run.schedule, seed } });
}) as [string, string, string];
/** Where these are kept. */
const [KEPT_ONE, KEPT_TWO] = [1, 2].map((seed) => `history/2026-01-02T03-04-0${seed}-000Z`) as [
  string,
  string,
];
const FILES = ['run.json', 'report.md', 'charts/time.svg'];

let root: string;
let out: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'output-folder-'));
  out = join(root, 'a', 'b');
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function put(name: string, text: string): void {
  mkdirSync(dirname(join(out, name)), { recursive: true });
  writeFileSync(join(out, name), text);
}

function read(name: string): string {
  return readFileSync(join(out, name), 'utf8');
}

/** All files of a run with this text in them. */
async function writeRun(text: string): Promise<void> {
  using output = OutputFolder.open(out);
  await output.begin(RESULTS);
  for (const name of FILES) await output.write(name, text);
}

const NOT_OURS = { code: 'output-not-ours' };

describe('an output folder', () => {
  it('is made with all above it, and holds what was written', async () => {
    await writeRun(ONE);
    assert.deepEqual(
      FILES.map(read),
      FILES.map(() => ONE),
    );
    const names = ['.concurrency-bench.json', 'charts', 'report.md', 'run.json'];
    assert.deepEqual(readdirSync(out).sort(), names);
  });

  it('leaves no folder behind when nothing was written', () => {
    OutputFolder.open(out)[Symbol.dispose]();
    assert.deepEqual(readdirSync(root), []);
  });

  it('takes away the report of an incomplete run before the next is measured', async () => {
    const incomplete = JSON.stringify({ ...wholeRun(), status: 'incomplete' });
    await writeRun(incomplete);
    using output = OutputFolder.open(out);
    await output.begin(RESULTS);
    await output.write('run.json', ONE);
    assert.deepEqual(
      readdirSync(out).filter((name) => !name.startsWith('.')),
      ['run.json'],
    );
  });

  it('keeps complete results with their report, each by its time', async () => {
    for (const text of [ONE, TWO, THREE]) await writeRun(text);
    for (const [place, text] of [
      [KEPT_ONE, ONE],
      [KEPT_TWO, TWO],
    ] as const) {
      assert.deepEqual(
        FILES.map((name) => read(`${place}/${name}`)),
        FILES.map(() => text),
      );
    }
    using output = OutputFolder.open(out);
    await output.begin(RESULTS);
    assert.deepEqual(
      readdirSync(out).filter((name) => !name.startsWith('.')),
      ['history'],
    );
  });

  it('keeps no report of another run beside the one it keeps', async () => {
    await writeRun(ONE);
    await writeRun(TWO);
    rmSync(join(out, 'report.md'));
    await writeRun(THREE);
    assert.ok(!existsSync(join(out, KEPT_TWO, 'report.md')));
  });

  it('leaves no run of before where no results are written, and keeps a complete one', async () => {
    await writeRun(ONE);
    for (const text of [null, TWO.replace('"complete"', '"incomplete"')]) {
      if (text !== null) await writeRun(text);
      using output = OutputFolder.open(out);
      await output.clear(RESULTS);
      assert.ok(!existsSync(join(out, 'run.json')));
      assert.equal(read(`${KEPT_ONE}/run.json`), ONE);
    }
  });

  it('does not keep incomplete results, nor lose the complete ones kept before', async () => {
    for (const text of [ONE, 'half', TWO]) await writeRun(text);
    assert.equal(read(`${KEPT_ONE}/run.json`), ONE);
    assert.equal(read('run.json'), TWO);
  });

  it('says which flag to change when it cannot be written', async () => {
    writeFileSync(join(root, 'file'), '');
    const notWritable = { code: 'output-not-writable', message: /^--out .* cannot be written: / };
    assert.throws(() => OutputFolder.open(join(root, 'file')), notWritable);
    assert.throws(() => OutputFolder.open(join(root, 'file/below')), notWritable);
    using output = OutputFolder.open(out);
    await output.write('run.json', '');
    rmSync(join(out, 'run.json'));
    mkdirSync(join(out, 'run.json'));
    await assert.rejects(output.write('run.json', ''), notWritable);
    assert.deepEqual(
      readdirSync(out).filter((name) => !name.startsWith('.')),
      ['run.json'],
    );
  });
});

describe('files that are not ours', () => {
  for (const name of FILES) {
    it(`stay: ${name}`, async () => {
      put(name, 'precious');
      await assert.rejects(writeRun(ONE), NOT_OURS);
      assert.equal(read(name), 'precious');
      assert.deepEqual(readdirSync(out), [name.split('/')[0]]);
    });

    it(`stay in the history: ${name}`, async () => {
      await writeRun(ONE);
      put(`${KEPT_ONE}/${name}`, 'precious');
      await assert.rejects(writeRun(TWO), NOT_OURS);
      assert.equal(read(`${KEPT_ONE}/${name}`), 'precious');
      assert.equal(read(name), ONE);
    });
  }

  it('stay where a report comes to be written, and in the folders of pictures', async () => {
    put('charts/mine.png', 'precious');
    put('notes.md', 'precious');
    for (const text of [ONE, TWO, THREE]) await writeRun(text);
    assert.equal(read('charts/mine.png'), 'precious');
    assert.equal(read('notes.md'), 'precious');
    using output = OutputFolder.open(out);
    await assert.rejects(output.write('notes.md', ''), NOT_OURS);
  });

  it('are folders and links to nothing, too', async () => {
    mkdirSync(join(out, 'run.json'), { recursive: true });
    await assert.rejects(writeRun(ONE), NOT_OURS);
    rmSync(join(out, 'run.json'), { recursive: true });
    symlinkSync('nowhere', join(out, 'run.json'));
    await assert.rejects(writeRun(ONE), NOT_OURS);
  });

  it('are all where the list is damaged', async () => {
    await writeRun(ONE);
    for (const list of ['', '[]', 'null', '{"files":7}']) {
      put('.concurrency-bench.json', list);
      await assert.rejects(writeRun(ONE), NOT_OURS, list);
    }
  });
});

describe('a folder of an older version', () => {
  it('is ours by the known names when its run can be read', async () => {
    for (const name of FILES) put(name, ONE);
    put('charts/mine.png', 'precious');
    using output = OutputFolder.open(out);
    await output.begin(RESULTS);
    assert.equal(read(`${KEPT_ONE}/run.json`), ONE);
    assert.equal(read(`${KEPT_ONE}/charts/time.svg`), ONE);
    assert.deepEqual(readdirSync(join(out, 'charts')), ['mine.png']);
  });

  for (const text of ['[]', '{"formatVersion":1,"sta', '{"formatVersion":2}']) {
    it(`is not ours with ${text}`, async () => {
      put('run.json', text);
      await assert.rejects(writeRun(ONE), NOT_OURS);
      assert.equal(read('run.json'), text);
    });
  }
});
