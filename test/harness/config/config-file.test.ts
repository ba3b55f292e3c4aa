import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { Ajv2020 } from 'ajv/dist/2020.js';

import { loadConfig } from '../../../harness/config/config-file.ts';
import { configSchema } from '../../../harness/config/schema.ts';
import { HarnessError } from '../../../harness/errors.ts';
import { ROOT } from '../../support/command.ts';

const WHOLE = `{
  workloads: ['bench/a.ts'], models: 'all', params: { size: 3, deep: true, name: 'x' },
  settings: { items: 1, workers: 2, inFlight: 3, batchSize: 1, seed: 0, rounds: 6, timeoutSeconds: 0.5,
    memoryLimit: '512MB', cores: [0], nice: 1 },
  budgets: ['time < 2s'],
  check: { minEffect: 0.05, margin: 0.1, maxTimeSeconds: 60, build: 'make', inconclusive: 'pass',
    waivers: [{ model: 'm', metric: 'CPU', workload: 'w', ceiling: 0.1, until: '2026-12-31', reason: 'why' }] },
}`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'config of a team '));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Lines of the refusal of a file with this default export. */
async function refusal(source: string): Promise<readonly string[]> {
  write('concurrency-bench.config.mjs', source);
  const error: unknown = await loadConfig(folder).catch((thrown: unknown) => thrown);
  assert.ok(error instanceof HarnessError, String(error));
  assert.equal(error.code, 'bad-config');
  return error.message.split('\n').map((line) => line.replace(/^.*?config\.mjs: /, ''));
}

describe('the configuration', () => {
  it('is read from TypeScript with all of its fields', async () => {
    write(
      'concurrency-bench.config.ts',
      `import { defineConfig } from 'concurrency-bench';
       import { rounds } from './rounds.ts';
       export default { ...defineConfig({ settings: { rounds } }) satisfies object };`,
    );
    write('rounds.ts', 'export const rounds: number = 7;');
    const { config, folder: of } = await loadConfig(folder);
    assert.deepEqual(config, { settings: { rounds: 7 } });
    assert.equal(of, folder);
  });

  it('is found upwards, the nearest first, and not beyond the repository', async () => {
    write('repo/.git/HEAD', '');
    write('concurrency-bench.config.js', 'export default { models: "main" };');
    mkdirSync(join(folder, 'repo/packages/x'), { recursive: true });
    const inside = join(folder, 'repo/packages/x');
    assert.deepEqual(await loadConfig(inside), { config: {}, path: null, folder: inside });
    write('repo/concurrency-bench.config.js', 'module.exports = { models: "all" };');
    assert.deepEqual((await loadConfig(inside)).config, { models: 'all' });
    write('repo/packages/concurrency-bench.config.mts', 'export default {};');
    assert.equal((await loadConfig(inside)).folder, join(folder, 'repo/packages'));
  });

  it('is not taken from above a project that is in no repository', async () => {
    write('concurrency-bench.config.js', 'throw new Error("not ours");');
    write('project/package.json', '{}');
    mkdirSync(join(folder, 'project/src'));
    assert.deepEqual((await loadConfig(join(folder, 'project/src'))).config, {});
  });

  it('is refused with one line for each mistake, which names the field', async () => {
    const wrong = `export default {
      workload: [], models: 3, workloads: ['a', 7],
      settings: { items: 0, rounds: 1.5, worker: 1 }, params: { a: null }, budgets: ['time < 2'],
      check: { minEffect: 2, inconclusive: 'maybe',
        waivers: [{ model: 'm', metric: 'CPU', ceiling: 0, until: '2026-02-30', reason: ' ' }] },
    };`;
    assert.deepEqual(await refusal(wrong), [
      '"workloads[1]" must be a string',
      '"models" must be "main", "all" or a list of names and files',
      '"settings.items" must be a whole number from 1 to 10000000',
      '"settings.rounds" must be a whole number from 1 to 1000',
      '"settings" has no field worker',
      '"params.a" must be a string, a number, true or false',
      '"budgets[0]" must be like "time < 2s" or "worker-threads: peak PSS < 300MB", in s, ms, MB, MiB or %, not "time < 2"',
      '"check.minEffect" must be a number from 0 to 1',
      '"check.inconclusive" must be "pass" or "fail"',
      '"check.waivers[0].ceiling" must be a number above 0 and up to 10: 0.12 is 12 %',
      `"check.waivers[0].until" must be a day, such as '2026-12-31'`,
      '"check.waivers[0].reason" must be one line of text',
      'the default export has no field workload',
    ]);
    assert.deepEqual(await refusal('export const config = {};'), [
      'the default export must be an object',
    ]);
  });

  it('is refused in one line when it cannot be loaded', async () => {
    assert.deepEqual(await refusal('throw new Error("why\\nnot");'), [
      'cannot be loaded: Error: why',
    ]);
    const [syntax = '', ...more] = await refusal('export default {');
    assert.match(syntax, /\d/);
    assert.deepEqual(more, []);
    const [missing = ''] = await refusal(`import 'no-such-package';`);
    assert.match(missing, /no-such-package/);
  });
});

describe('harness/config/schema.json', () => {
  const published = readFileSync(join(ROOT, 'harness/config/schema.json'), 'utf8');

  it('is what the program reads; if not: npm run schema', () => {
    assert.equal(published, `${JSON.stringify(configSchema(), null, 2)}\n`);
  });

  it('takes what the program takes, and refuses what it refuses', async () => {
    // The pattern beside the format says the same.
    const formats = { date: true } as const;
    const isValid = new Ajv2020({ strict: true, allowUnionTypes: true, formats }).compile(
      JSON.parse(published) as object,
    );
    write('concurrency-bench.config.js', `export default ${WHOLE};`);
    const { config } = await loadConfig(folder);
    assert.ok(isValid(config), JSON.stringify(isValid.errors));
    assert.equal(isValid({ ...config, workload: 'x' }), false);
    assert.equal(isValid({ settings: { items: 0 } }), false);
  });
});
