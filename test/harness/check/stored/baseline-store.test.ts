import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';

import {
  expectWritable,
  readBaselines,
  storeBaseline,
} from '../../../../harness/check/stored/baseline-store.ts';
import type { Environment, RunFile, Scenario, WorkSettings } from '../../../../results/format.ts';
import { failedTrial, inRole, invalidTrial, SETTINGS } from '../../../support/run.ts';
import { plainRun } from '../../../support/stored-runs.ts';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'baseline-'));
});

afterEach(() => {
  rmSync(dir, { recursive: true });
});

const onMachine = (run: RunFile, machine: Partial<Environment>) => ({
  ...run,
  environments: run.environments.map((one) => ({ ...one, ...machine })),
});

const code = (expected: string) => (error: Error & { code?: string }) => error.code === expected;

describe('storeBaseline', () => {
  it('stores a run that can be read again, under a name that says where it was made', async () => {
    const run = plainRun();
    const path = await storeBaseline(dir, run);
    assert.match(
      path,
      /\/example-cpu-2cores-node26\.10\.0-[0-9a-f]{12}\/2026-01-01T00-00-00-000Z\.json$/,
    );
    assert.deepEqual(readBaselines(dir), [{ path, run }]);
  });

  it('leaves out what a check does not need', async () => {
    const [first, ...others] = plainRun().trials;
    assert.equal(first?.status, 'completed');
    const bulky = { ...first, latencies: [[1, 2] as [number, number]], memory: null };
    await storeBaseline(dir, plainRun({}, { trials: [bulky, ...others] }));
    const [read] = readBaselines(dir)[0]?.run.trials ?? [];
    assert.deepEqual(read?.status === 'completed' && read.latencies, []);
  });

  it('keeps runs of one machine and work together and all others apart', async () => {
    const at = async (
      startedAt: string,
      machine: Partial<Environment> = {},
      settings: Partial<WorkSettings> = {},
    ) => {
      const run = onMachine(plainRun({}, { startedAt }), machine);
      const scenarios = run.scenarios.map((one): Scenario => ({
        ...one,
        settings: { ...SETTINGS, ...settings },
      }));
      await storeBaseline(dir, { ...run, scenarios });
    };
    await at('2026-01-02T00:00:00.000Z');
    await at('2026-01-01T00:00:00.000Z');
    await at('2026-01-01T00:00:00.000Z', { kernel: '6.1.99' });
    assert.equal(readdirSync(dir).length, 1);
    const others = [{ cpuModel: 'Other' }, { cores: 4 }, { kernel: '6.2.0' }, { node: '26.10.1' }];
    for (const other of others) await at('2026-01-03T00:00:00.000Z', other);
    await at('2026-01-03T00:00:00.000Z', { memoryBytes: 16 * 2 ** 30 });
    await at('2026-01-03T00:00:00.000Z', { variables: { MALLOC_ARENA_MAX: '1' } });
    await at('2026-01-03T00:00:00.000Z', { cpuQuotaCores: 1.5 });
    await at('2026-01-03T00:00:00.000Z', { host: 'ba9876543210' });
    await at('2026-01-03T00:00:00.000Z', {}, { items: 999 });
    assert.equal(readdirSync(dir).length, 10);
    const times = readBaselines(dir).map(({ run }) => run.startedAt);
    assert.deepEqual(times, times.toSorted());
  });

  it('names the folder safely, whatever the processor is called', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (cpuModel) => {
        const path = await storeBaseline(dir, onMachine(plainRun(), { cpuModel }));
        assert.match(path.slice(dir.length), /^\/[a-z0-9][a-z0-9.-]*\/[^/]+$/);
      }),
      { numRuns: 30 },
    );
  });

  const UNFIT: Readonly<Record<string, (run: RunFile) => RunFile>> = {
    incomplete: (run) => ({ ...run, status: 'incomplete' }),
    'with a failed trial': (run) => ({
      ...run,
      trials: [...run.trials, failedTrial('worker-threads', 2)],
    }),
    'with an invalid trial, in the warm-up too': (run) => ({
      ...run,
      trials: [invalidTrial('worker-threads', -1, 'no'), ...run.trials],
    }),
    'of a check': (run) => ({
      ...run,
      scenarios: run.scenarios.map((one) => inRole(one, 'base')),
    }),
  };

  for (const [what, spoil] of Object.entries(UNFIT)) {
    it(`refuses a run ${what}`, async () => {
      await assert.rejects(storeBaseline(dir, spoil(plainRun())), code('baseline-refused'));
      assert.deepEqual(readdirSync(dir), []);
    });
  }

  it('says that a folder cannot be written', async () => {
    writeFileSync(join(dir, 'file'), '');
    const file = join(dir, 'file');
    await assert.rejects(storeBaseline(file, plainRun()), code('output-not-writable'));
    assert.throws(() => {
      expectWritable(file);
    }, code('output-not-writable'));
  });
});

describe('readBaselines', () => {
  it('says that there are none, whether the folder is empty or not there', () => {
    assert.throws(() => readBaselines(dir), code('baseline-missing'));
    assert.throws(() => readBaselines(join(dir, 'none')), code('baseline-missing'));
    assert.equal(existsSync(join(dir, 'none')), false);
    writeFileSync(join(dir, 'README.md'), '');
    assert.throws(() => readBaselines(dir), code('baseline-missing'));
  });

  it('does not mind another indentation', async () => {
    const path = await storeBaseline(dir, plainRun());
    writeFileSync(path, JSON.stringify(JSON.parse(readFileSync(path, 'utf8')), null, 2));
    assert.deepEqual(readBaselines(dir)[0]?.run, plainRun());
  });

  it('notices every cut', async () => {
    const path = await storeBaseline(dir, plainRun());
    const text = readFileSync(path, 'utf8').trimEnd();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.length - 1 }), (length) => {
        writeFileSync(path, text.slice(0, length));
        assert.throws(() => readBaselines(dir), code('baseline-damaged'));
      }),
    );
  });

  it('notices every changed digit, and names the file', async () => {
    const path = await storeBaseline(dir, plainRun());
    const text = readFileSync(path, 'utf8');
    const places = [...text.matchAll(/(?<=[:,[])[1-9]/g)].map(({ index }) => index);
    fc.assert(
      fc.property(fc.constantFrom(...places), (place) => {
        const digit = text[place] === '7' ? '8' : '7';
        writeFileSync(path, `${text.slice(0, place)}${digit}${text.slice(place + 1)}`);
        assert.throws(
          () => readBaselines(dir),
          (error: Error & { code?: string }) =>
            /^baseline-(edited|version)$/.test(error.code ?? '') && error.message.includes(path),
        );
      }),
    );
  });

  it('notices a seal of something else, and one that is missing', async () => {
    const path = await storeBaseline(dir, plainRun());
    const file = JSON.parse(readFileSync(path, 'utf8')) as { sha256?: string };
    for (const sha256 of ['0'.repeat(64), undefined, null, 5]) {
      writeFileSync(path, JSON.stringify({ ...file, sha256 }));
      assert.throws(() => readBaselines(dir), code('baseline-edited'));
    }
  });

  it('refuses files of other versions, of the wrapper and of the run in it', async () => {
    const path = await storeBaseline(dir, plainRun());
    const file = JSON.parse(readFileSync(path, 'utf8')) as { run: RunFile };
    const others = [
      { ...file, baselineVersion: 1 },
      { ...file, baselineVersion: 3 },
      { ...file, run: { ...file.run, formatVersion: 2 } },
      { ...file, run: { ...file.run, formatVersion: undefined } },
    ];
    for (const other of others) {
      writeFileSync(path, JSON.stringify(other));
      assert.throws(() => readBaselines(dir), code('baseline-version'));
    }
  });

  it('refuses what is no baseline, and one bad file beside good ones', async () => {
    const path = await storeBaseline(dir, plainRun());
    for (const text of ['null', '[]', '7', '"x"', '{}', '{"baselineVersion":1,"run":null}', '']) {
      writeFileSync(join(dir, 'other.json'), text);
      assert.throws(() => readBaselines(dir), code('baseline-damaged'), text);
    }
    assert.ok(existsSync(path));
  });
});
