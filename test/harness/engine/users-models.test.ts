import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

import type { ModelChoice } from '../../../harness/engine/options.ts';
import { SILENT } from '../../../harness/engine/progress.ts';
import { baselineModel, modelsWithFloor } from '../../../harness/engine/models.ts';

const folder = mkdtempSync(join(tmpdir(), 'users-models-test-'));
after(() => {
  rmSync(folder, { recursive: true });
});

/** File of a model with these fields beside `run`. */
function modelFile(file: string, fields: object = {}): string {
  const path = join(folder, file);
  const text = JSON.stringify(fields).slice(1, -1);
  writeFileSync(path, `export default { ${text === '' ? '' : `${text}, `}async run() {} };\n`);
  return path;
}

function chosen(set: ModelChoice, ...files: readonly string[]) {
  const watch = { progress: SILENT, signal: new AbortController().signal };
  return modelsWithFloor({ set, files }, { folder: join(folder, 'built'), watch });
}

async function namesOf(set: ModelChoice, ...files: readonly string[]) {
  return (await chosen(set, ...files)).map(({ value }) => value.name);
}

function refused(message: RegExp) {
  return { code: 'bad-model', message };
}

describe("a user's model", () => {
  it('stands behind those of the suite, under the name of its file', async () => {
    const named = await namesOf('main', modelFile('mine.mjs'));
    assert.deepEqual(named.at(-1), 'mine');
  });

  it('that is a variant of a model of the suite stands behind it', async () => {
    const file = modelFile('threads.mjs', { variantOf: 'worker-threads' });
    const named = await namesOf('main', file);
    assert.equal(named.indexOf('threads'), named.indexOf('worker-threads') + 1);
  });

  it("may be a variant of another of the user's", async () => {
    const files = [modelFile('b.mjs', { variantOf: 'a-main' }), modelFile('a-main.mjs')];
    assert.deepEqual(await namesOf(files), ['bare-work', 'a-main', 'b']);
  });

  it('may be what the others are compared with', async () => {
    const file = modelFile('today.mjs', { baseline: true });
    assert.equal(baselineModel(await chosen('main', file)), 'today');
  });

  it('may not have the name of a model of the suite, be it in the run or not', async () => {
    const message = /worker-threads\.mjs: "name" must be another than "worker-threads"/;
    const file = modelFile('worker-threads.mjs');
    await assert.rejects(chosen('main', file), refused(message));
    await assert.rejects(chosen([file]), refused(message));
    const named = modelFile('own.mjs', { name: 'single-fetch' });
    await assert.rejects(chosen([named]), refused(/own\.mjs: "name" must be another/));
  });

  it('may not have the name of another, but may be named twice', async () => {
    const files = [modelFile('twin.mjs'), modelFile('twin.js')];
    const message = /twin\.\w+ and .*twin\.\w+ are both called "twin": give one of them another/;
    await assert.rejects(chosen(files), refused(message));
    assert.deepEqual(await namesOf([files[0] ?? ''], files[0] ?? ''), ['bare-work', 'twin']);
  });

  it('may be a variant only of a model that is none', async () => {
    const variantOf = (main: string) => chosen([modelFile('v.mjs', { variantOf: main })]);
    await assert.rejects(variantOf('threads'), refused(/"threads", which is neither a model/));
    await assert.rejects(variantOf('threads-tasks'), refused(/a variant of worker-threads/));
    await assert.rejects(variantOf('v'), refused(/"variantOf" must name another model/));
  });

  it('is no floor', async () => {
    const file = modelFile('ground.mjs', { kind: 'floor' });
    await assert.rejects(chosen([file]), refused(/"kind" must be "model" or left out/));
  });
});
