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
import { wholeRun } from '../../support/run.ts';

const RESULTS: Results = {
  file: 'run.json',
  report: ['report.md'],
  pictures: 'charts',
  isComplete: (text) => text.startsWith('complete'),
};
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
    await writeRun('complete 1');
    assert.deepEqual(
      FILES.map(read),
      FILES.map(() => 'complete 1'),
    );
    const names = ['.concurrency-bench.json', 'charts', 'report.md', 'run.json'];
    assert.deepEqual(readdirSync(out).sort(), names);
  });

  it('leaves no folder behind when nothing was written', () => {
    OutputFolder.open(out)[Symbol.dispose]();
    assert.deepEqual(readdirSync(root), []);
  });

  it('keeps complete results with their report in previous, twice', async () => {
    for (const text of ['complete 1', 'complete 2', 'complete 3']) await writeRun(text);
    assert.deepEqual(
      FILES.map((name) => read(`previous/${name}`)),
      FILES.map(() => 'complete 2'),
    );
    using output = OutputFolder.open(out);
    await output.begin(RESULTS);
    assert.deepEqual(
      readdirSync(out).filter((name) => !name.startsWith('.')),
      ['previous'],
    );
  });

  it('keeps no report of another run beside the one it keeps', async () => {
    await writeRun('complete 1');
    await writeRun('complete 2');
    rmSync(join(out, 'report.md'));
    await writeRun('complete 3');
    assert.ok(!existsSync(join(out, 'previous/report.md')));
  });

  it('does not keep incomplete results, nor lose the complete ones kept before', async () => {
    for (const text of ['complete 1', 'half', 'complete 2']) await writeRun(text);
    assert.equal(read('previous/run.json'), 'complete 1');
    assert.equal(read('run.json'), 'complete 2');
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
      await assert.rejects(writeRun('complete'), NOT_OURS);
      assert.equal(read(name), 'precious');
      assert.deepEqual(readdirSync(out), [name.split('/')[0]]);
    });

    it(`stay: previous/${name}`, async () => {
      await writeRun('complete 1');
      put(`previous/${name}`, 'precious');
      await assert.rejects(writeRun('complete 2'), NOT_OURS);
      assert.equal(read(`previous/${name}`), 'precious');
      assert.equal(read(name), 'complete 1');
    });
  }

  it('stay where a report comes to be written, and in the folders of pictures', async () => {
    put('charts/mine.png', 'precious');
    put('notes.md', 'precious');
    for (const text of ['complete 1', 'complete 2', 'complete 3']) await writeRun(text);
    assert.equal(read('charts/mine.png'), 'precious');
    assert.equal(read('notes.md'), 'precious');
    using output = OutputFolder.open(out);
    await assert.rejects(output.write('notes.md', ''), NOT_OURS);
  });

  it('are folders and links to nothing, too', async () => {
    mkdirSync(join(out, 'run.json'), { recursive: true });
    await assert.rejects(writeRun('complete'), NOT_OURS);
    rmSync(join(out, 'run.json'), { recursive: true });
    symlinkSync('nowhere', join(out, 'run.json'));
    await assert.rejects(writeRun('complete'), NOT_OURS);
  });

  it('are all where the list is damaged', async () => {
    await writeRun('complete');
    for (const list of ['', '[]', 'null', '{"files":7}']) {
      put('.concurrency-bench.json', list);
      await assert.rejects(writeRun('complete'), NOT_OURS, list);
    }
  });
});

describe('a folder of an older version', () => {
  it('is ours by the known names when its run can be read', async () => {
    for (const name of FILES) put(name, 'complete');
    put('run.json', JSON.stringify(wholeRun()));
    put('charts/mine.png', 'precious');
    using output = OutputFolder.open(out);
    await output.begin({ ...RESULTS, isComplete: () => true });
    assert.deepEqual(JSON.parse(read('previous/run.json')), wholeRun());
    assert.equal(read('previous/charts/time.svg'), 'complete');
    assert.deepEqual(readdirSync(join(out, 'charts')), ['mine.png']);
  });

  for (const text of ['[]', '{"formatVersion":1,"sta', '{"formatVersion":2}']) {
    it(`is not ours with ${text}`, async () => {
      put('run.json', text);
      await assert.rejects(writeRun('complete'), NOT_OURS);
      assert.equal(read('run.json'), text);
    });
  }
});
