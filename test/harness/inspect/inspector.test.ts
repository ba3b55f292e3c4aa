import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

import { workSettings } from '../../../harness/engine/options.ts';
import { MOST_LISTED } from '../../../harness/inspect/protocol.ts';
import type { Params } from '../../../harness/contract.ts';
import {
  describeModels,
  describeWorkload,
  inspectReference,
} from '../../../harness/inspect/inspector.ts';

const folder = mkdtempSync(join(tmpdir(), 'inspector-'));
after(() => {
  rmSync(folder, { recursive: true });
});

let files = 0;
function moduleOf(source: string) {
  const path = join(folder, `work-${files++}.mjs`);
  writeFileSync(path, source);
  return { url: pathToFileURL(path).href, name: 'work', shown: 'bench/work.ts' };
}

const { signal } = new AbortController();

function settings(params: Params = {}, items = 100) {
  return { ...workSettings({ items, params }), origin: '' };
}

function workload(source: string, params?: Params) {
  return describeWorkload({ module: moduleOf(source), settings: settings(params) }, signal);
}

/** The reference run of a workload with these fields. */
function reference(fields: string, { items = 2, itemLimitMs = 20_000 } = {}) {
  const module = moduleOf(`export default { list: ['a', 'b'], run: (item) => item, ${fields} }`);
  const asked = { settings: settings({}, items), mockUrl: null, bodyPackPath: join(folder, 'b') };
  return inspectReference({ module, ...asked, repeats: true, itemLimitMs, workMs: null }, signal);
}

describe('describeWorkload', { timeout: 600_000 }, () => {
  it('says what a file does not say', async () => {
    assert.deepEqual(await workload(`export default { list: [1, 2, 3], run: () => 1 }`), {
      ...{ name: 'work', summary: '', form: 'simple', usesMockServer: false, shares: false },
      ...{ params: {}, listed: 3 },
    });
  });

  it('does not know how many items an endless list has', async () => {
    const module = moduleOf(
      `export default { *list() { for (let n = 0; ; n++) yield n; }, run: () => 1 }`,
    );
    const listed = async (items: number) =>
      (await describeWorkload({ module, settings: { ...settings(), items } }, signal)).listed;
    assert.equal(await listed(MOST_LISTED + 1), null);
    assert.equal(await listed(7), 7);
  });

  it('passes over what the file writes to descriptor 3, and names it where nothing else comes', async () => {
    const noise = `import { writeSync } from 'node:fs'; writeSync(3, '{"type":"kind"}\\nhello}\\n');`;
    const { listed } = await workload(`${noise} export default { list: [1], run: () => 1 }`);
    assert.equal(listed, 1);
    const message = /^bench\/work\.ts writes to descriptor 3/;
    await assert.rejects(workload(`${noise} process.exit(0)`), { code: 'bad-workload', message });
  });

  it('lists with the parameters, each of the type of its default', async () => {
    const source = `export default {
      params: { size: 5, deep: false, text: 'x' },
      *list({ params: { size, deep, text } }) {
        for (let n = 0; n < size; n++) yield [n, deep, text];
      },
      run: () => 1,
    }`;
    const given = await workload(source, { size: '7', deep: 'true', text: '9' });
    assert.deepEqual(given.params, { size: 7, deep: true, text: '9' });
    assert.equal(given.listed, 7);
  });

  for (const [params, said] of [
    [{ sizes: '7' }, /no parameter "sizes"; did you mean size\?/],
    [{ size: 'x' }, /--param size must be a number/],
    [{ size: '' }, /--param size must be a number/],
    [{ deep: '1' }, /--param deep must be true or false/],
  ] as const) {
    it(`refuses ${JSON.stringify(params)}`, async () => {
      const source = `export default { params: { size: 5, deep: false }, list: ['a'], run: () => 1 }`;
      await assert.rejects(workload(source, { ...params }), { code: 'bad-value', message: said });
    });
  }

  const bad: Readonly<Record<string, readonly [source: string, said: RegExp]>> = {
    'no default export': [`export const run = () => 1`, /no default export/],
    'a default export of another kind': [`export default () => 1`, /must be an object/],
    'a field of another kind': [`export default { list: 7, run: () => 1 }`, /"list" must be/],
    'neither run nor compute': [`export default { list: ['a'] }`, /"run" must be/],
    'compute beside run': [
      `export default { list: ['a'], run: () => 1, compute: () => 1 }`,
      /"compute" must be left out/,
    ],
    'an error while loading': [`throw new TypeError('boom')`, /cannot be loaded: TypeError: boom/],
    'its process ended': [`process.exit(3)`, /ended the process .*exit code 3/],
    'an await at its top level that never ends': [
      `await new Promise(() => undefined)`,
      /^[^\n]* awaits at its top level what never comes \(exit code 13\)$/,
    ],
    'an error that no one awaits': [
      `Promise.reject(new Error('late')); await new Promise((go) => setTimeout(go, 10_000))`,
      /late/,
    ],
    'no items': [`export default { list: [], run: () => 1 }`, /the list is empty/],
    'an item twice': [
      `export default { list: ['a', 'a'], run: () => 1 }`,
      /item 1, a, is the same/,
    ],
  };
  for (const [what, [source, said]] of Object.entries(bad)) {
    it(`says in a line: ${what}`, async () => {
      const describing = workload(source);
      await assert.rejects(describing, { code: 'bad-workload', message: said });
      await assert.rejects(describing, { message: /^bench\/work\.ts/ });
      // No frame of a file that was built.
      await assert.rejects(describing, { message: /^(?:(?!\.built\.)[^])*$/ });
    });
  }
});

describe('describeModels', { timeout: 600_000 }, () => {
  it('leaves out fields that no JSON holds', async () => {
    const source = `const own = {}; own.self = own; export default { own, big: 10n, async run() {} }`;
    const [traits] = await describeModels([moduleOf(source)], signal);
    assert.deepEqual(traits, { name: 'work', summary: '', kind: 'model' });
  });

  it('gives each its traits, or the error of its own', async () => {
    const [sound, bad, after] = await describeModels(
      [
        moduleOf(`export default { run() {} }`),
        moduleOf(`export default { run() {}, isolation: 'much' }`),
        moduleOf(`export default { run() {}, name: 'other', kind: 'floor' }`),
      ],
      signal,
    );
    assert.deepEqual(sound, { name: 'work', kind: 'model', summary: '' });
    assert.ok(bad instanceof Error && bad.message.includes('"isolation" must be one of'));
    assert.deepEqual(after, { name: 'other', kind: 'floor', summary: '' });
  });
});

describe('inspectReference', { timeout: 600_000 }, () => {
  it('learns what trials must prove', async () => {
    const { expected } = await reference('');
    assert.equal(expected.items, 2);
    assert.match(expected.digest, /^[0-9a-f]{64}$/);
  });

  it('names the item that fails, with the message and the stack of its error', async () => {
    await assert.rejects(
      reference(`run(item) { if (item === 'b') throw new RangeError('no'); return item; }`),
      { code: 'reference-run', message: /: item b failed: RangeError: no\n +at .*work-\d+\.mjs/ },
    );
  });

  it('names an item that blocks the event loop', async () => {
    await assert.rejects(
      reference(`run(item) { while (item === 'b'); return item; }`, { itemLimitMs: 200 }),
      { code: 'item-too-slow', message: /item b / },
    );
  });

  it('names an item that waits for what does not come', async () => {
    await assert.rejects(
      reference(
        `run: (item) => new Promise((go) => { if (item === 'b') go(1); else setInterval(() => 1, 9); })`,
        { itemLimitMs: 200 },
      ),
      { code: 'item-too-slow', message: /item a / },
    );
  });

  for (const [what, open] of Object.entries({
    Timeout: `setInterval(() => 1, 1000)`,
    TCPServerWrap: `(await import('node:net')).createServer().listen(0)`,
  })) {
    it(`says what is left open: ${what}`, async () => {
      await assert.rejects(reference(`async open() { return ${open}; }`), {
        code: 'left-open',
        message: new RegExp(`after close: ${what};`),
      });
    });
  }

  it('waits for what closes after the work', async () => {
    const fields = `
      open: () => setInterval(() => 1, 1000),
      close: (timer) => void setTimeout(() => clearInterval(timer), 50)`;
    assert.equal((await reference(fields)).expected.items, 2);
  });

  for (const [value, said] of [
    ['new Date(0)', /is of class Date/],
    ['{ n: 1n }', /BigInt/],
    ['[undefined]', /\[0\] is undefined/],
    ['-0', /is -0/],
    ['new Map()', /is of class Map/],
  ] as const) {
    it(`refuses the result ${value}`, async () => {
      await assert.rejects(reference(`run: () => (${value})`), { message: said });
    });
  }

  it('ends with the signal of the one who asks', async () => {
    const interrupt = new AbortController();
    const module = moduleOf(
      `export default { list: ['a'], run: () => new Promise(() => setInterval(() => 1, 9)) }`,
    );
    const asked = { settings: settings(), mockUrl: null, bodyPackPath: '', itemLimitMs: 60_000 };
    const running = inspectReference(
      { module, ...asked, repeats: true, workMs: null },
      interrupt.signal,
    );
    interrupt.abort();
    await assert.rejects(running, { name: 'AbortError' });
  });
});
