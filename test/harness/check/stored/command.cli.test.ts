import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import {
  readBaselines,
  storeBaseline,
  type StoredRun,
} from '../../../../harness/check/stored/baseline-store.ts';
import type { RunFile } from '../../../../results/format.ts';
import { run } from '../../../support/command.ts';

/** The floor and one model, one round and its warm-up, hardly any work. */
const SMALL = ['--items', '8', '--latency', '0', '--rounds', '1', '--models', 'single-threaded'];

let out: string;
let baselines: string;
let first: StoredRun;

const check = (...args: readonly string[]) =>
  run('check', ...SMALL, '--out', out, '--baselines', baselines, ...args);

/** Stores the run of `before` as somebody's, changed, and nothing else. */
async function storeOnly(change: (run: RunFile) => RunFile): Promise<void> {
  rmSync(baselines, { recursive: true, force: true });
  await storeBaseline(baselines, change(first.run));
}

before(async () => {
  out = mkdtempSync(join(tmpdir(), 'check-stored-'));
  baselines = join(out, 'baselines');
  const ended = await run('baseline', ...SMALL, '--out', out, '--baselines', baselines, '--quiet');
  assert.equal(ended.code, 0, ended.stderr);
  const [stored] = readBaselines(baselines);
  assert.ok(stored);
  first = stored;
});

after(() => {
  rmSync(out, { recursive: true });
});

describe('check without --against', () => {
  it('decides nothing with one stored run, and leaves its reports', async () => {
    const ended = await check('--json');
    assert.equal(ended.code, 3, ended.stderr);
    const { outcome, headline } = JSON.parse(ended.stdout) as Record<string, string>;
    assert.equal(outcome, 'inconclusive');
    assert.match(headline ?? '', /^Inconclusive: 1 of the 5 stored runs/);
    for (const file of ['check.md', 'comment.md']) {
      assert.ok(readFileSync(join(out, file), 'utf8').includes('1 stored run, the newest of'));
    }
  });

  it('is red when a count changed, and passes what is inconclusive if told to', async () => {
    await storeOnly((stored) => ({ ...stored, trials: stored.trials.map(withMoreRequests) }));
    const red = await check();
    assert.equal(red.code, 1, red.stderr);
    assert.match(red.stdout, /^Regression: single-threaded requests 10 → 9\n/);
    await storeOnly((stored) => stored);
    assert.equal((await check('--inconclusive', 'pass')).code, 0);
  });

  it('says that a baseline is too old, and takes it if told to', async () => {
    await storeOnly((stored) => ({ ...stored, startedAt: '2020-01-01T00:00:00.000Z' }));
    const stale = await check();
    assert.equal(stale.code, 2);
    assert.match(stale.stderr, /older than 14 days.* \[baseline-stale\]\n$/);
    assert.equal((await check('--max-age', '36500')).code, 3);
  });

  // The others are tested where they arise: baseline-store.test.ts and baseline-choice.test.ts.
  const REFUSED: readonly [what: string, code: string, prepare: () => void | Promise<void>][] = [
    [
      'there is none',
      'baseline-missing',
      () => {
        rmSync(baselines, { recursive: true });
      },
    ],
    [
      'one is cut off',
      'baseline-damaged',
      () => {
        spoil((text) => text.slice(0, -100));
      },
    ],
    [
      'one was edited',
      'baseline-edited',
      () => {
        spoil((text) =>
          text.replace(/"wallMs":(\d)/, (_, digit) => `"wallMs":${digit === '9' ? 8 : 9}`),
        );
      },
    ],
    [
      'the settings differ',
      'baseline-settings',
      () =>
        storeOnly((stored) => ({
          ...stored,
          scenarios: stored.scenarios.map((one) => ({
            ...one,
            settings: one.settings && { ...one.settings, workers: 99 },
          })),
        })),
    ],
  ];

  for (const [what, code, prepare] of REFUSED) {
    it(`cannot run when ${what}`, async () => {
      await storeOnly((stored) => stored);
      await prepare();
      const ended = await check('--quiet');
      assert.equal(ended.code, 2);
      assert.equal(ended.stdout, '');
      assert.match(ended.stderr, new RegExp(`^concurrency-bench: .+ \\[${code}\\]\n$`));
    });
  }
});

function spoil(change: (text: string) => string): void {
  const [stored] = readBaselines(baselines);
  assert.ok(stored);
  const text = readFileSync(stored.path, 'utf8');
  assert.notEqual(change(text), text);
  writeFileSync(stored.path, change(text));
}

function withMoreRequests(trial: RunFile['trials'][number]): RunFile['trials'][number] {
  if (trial.status !== 'completed' || trial.metrics['requests'] == null) return trial;
  return { ...trial, metrics: { ...trial.metrics, requests: trial.metrics['requests'] + 1 } };
}
