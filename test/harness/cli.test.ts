import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { startMockServer } from '../../mock-server/client.ts';
import { readRun, ROOT, run, SMALL, start } from '../support/command.ts';
import { until } from '../support/until.ts';

const isLinux = process.platform === 'linux';
const MODELS = ['bare-work', 'single-threaded', 'worker-threads', 'child-processes'];
/** The floor and one model: two trials a round. */
const ONE_MODEL = [...SMALL, '--models', 'single-threaded'];

let out: string;

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'cli-test-'));
});

afterEach(() => {
  rmSync(out, { recursive: true });
});

interface JsonDocument {
  readonly formatVersion: number;
  readonly status: string;
  readonly scenarios: readonly Record<string, unknown>[];
}

const INTERVAL_KEYS = ['median', 'low', 'high'];

describe('compare', () => {
  it('prints one JSON document with --json, and every model did the same work', async () => {
    const ended = await run(
      'compare',
      ...SMALL.slice(0, -1),
      '1',
      '--out',
      out,
      '--json',
      '--quiet',
    );
    assert.equal(ended.stderr, '');
    assert.equal(ended.code, 0);
    const document = JSON.parse(ended.stdout) as JsonDocument;
    assert.deepEqual(Object.keys(document), [
      ...['formatVersion', 'status', 'headline', 'answer', 'scenarios', 'runtimes', 'notRun'],
      ...['capacities', 'budgets', 'findings'],
    ]);
    assert.equal(document.formatVersion, 1);
    assert.equal(document.status, 'complete');
    assert.deepEqual(document.scenarios.map(({ model }) => model).sort(), [...MODELS].sort());
    for (const scenario of document.scenarios) {
      assert.equal(scenario['valid'], true);
      assert.equal(scenario['trials'], 1);
      assert.equal(scenario['failed'], 0);
      assert.deepEqual(Object.keys(scenario['timeMs'] as object), INTERVAL_KEYS);
      if (isLinux) {
        for (const metric of ['cpuMs', 'peakRssBytes', 'peakPssBytes']) {
          assert.deepEqual(Object.keys(scenario[metric] as object), INTERVAL_KEYS, metric);
        }
        assert.equal(typeof scenario['cpuOverFloor'], 'number');
      }
      if (scenario['kind'] === 'floor') assert.equal(scenario['speedup'], null);
      else assert.deepEqual(Object.keys(scenario['speedup'] as object), ['ratio', 'low', 'high']);
    }
    const digests = new Set(document.scenarios.map(({ digest }) => digest));
    assert.equal(digests.size, 1);
    const saved = readRun(out);
    assert.equal(saved?.status, 'complete');
    assert.equal(saved.trials.length, MODELS.length);
    const expected = saved.scenarios.map((scenario) => scenario.expected?.digest);
    assert.deepEqual([...digests], [...new Set(expected)]);
    assert.match(readFileSync(join(out, 'report.md'), 'utf8'), /^# Which concurrency model\?\n/);
    if (isLinux) assert.deepEqual(ended.living(), []);
  });

  it('prints the answer on stdout, with all tables first when asked, and progress on stderr', async () => {
    const exported = join(out, 'costs.csv');
    const more = ['--verbose', '--export-csv', exported];
    const ended = await run('compare', ...ONE_MODEL, '--out', out, ...more);
    assert.equal(ended.code, 0, ended.stderr);
    assert.match(ended.stdout, /^Start to exit\n-+\nmodel /);
    for (const title of ['Phases', 'What each model costs for 8 items']) {
      assert.ok(ended.stdout.includes(`\n\n${title}\n`), title);
    }
    assert.match(ended.stdout, /\sReport:\s\S+report\.html\n$/);
    assert.match(readFileSync(exported, 'utf8'), /^workload,model,.*\r\nfetch-pokemon,/);
    assert.match(
      ended.stderr,
      /^loading workload and models\nstarting the mock server\nreference run\nround 1 of 1: [\w-]+\n/,
    );
    assert.ok(!`${ended.stdout}${ended.stderr}`.includes('\u001b'), 'escape codes in a pipe');
  });

  it('keeps the complete run that was there before', async () => {
    await run('compare', ...ONE_MODEL, '--out', out, '--seed', '7', '--quiet');
    const second = await run('compare', ...ONE_MODEL, '--out', out, '--seed', '8');
    assert.equal(second.code, 0);
    assert.equal(readRun(out)?.schedule.seed, 8);
    const [kept = ''] = readdirSync(join(out, 'history'));
    const folder = join(out, 'history', kept);
    assert.equal(readRun(folder)?.schedule.seed, 7);
    assert.ok(existsSync(join(folder, 'report.md')));
    assert.ok(second.stderr.replaceAll(/\s/g, '').includes(kept), 'it says where that is');
    const files = ['charts', 'history', 'report.html', 'report.md', 'run.json'];
    assert.deepEqual(readdirSync(out).sort(), ['.concurrency-bench.json', ...files]);
  });

  it('ends a trial that takes too long and says so, exit 1', async () => {
    // Ten answers of 100 ms, one after the other, take a second on any machine.
    const slow = ['--items', '10', '--latency', '100', '--workers', '1', '--in-flight', '1'];
    const args = [...ONE_MODEL, ...slow, '--out', out, '--timeout', '0.5', '--json'];
    const ended = await run('compare', ...args);
    assert.equal(ended.code, 1);
    const document = JSON.parse(ended.stdout) as JsonDocument;
    const scenario = document.scenarios.find(({ model }) => model === 'single-threaded');
    assert.ok(scenario);
    assert.equal(scenario['valid'], false);
    assert.equal(scenario['failed'], 1);
    assert.equal(scenario['timeMs'], null);
    assert.match(ended.stderr, /, round 1: ended because it took longer than --timeout\n/);
    const causes = readRun(out)?.trials.map((trial) => trial.status === 'failed' && trial.cause);
    assert.ok(causes?.includes('timeout'));
    if (isLinux) assert.deepEqual(ended.living(), []);
  });

  it('uses a mock server that already runs, and leaves it running', async () => {
    await using mock = await startMockServer({
      latencyMs: 0,
      jitter: 0,
      seed: 5,
      dataPath: null,
      cacheDir: join(ROOT, '.cache'),
    });
    const args = ['--items', '20', '--quick', '--rounds', '1', '--models', 'single-threaded'];
    const ended = await run('compare', ...args, '--mock-url', mock.url, '--out', out, '--quiet');
    assert.equal(ended.code, 0, ended.stderr);
    const mocks = readRun(out)?.scenarios.map((scenario) => scenario.mock);
    // The floor asks no server.
    assert.deepEqual(
      mocks?.map((conditions) => conditions && [conditions.own, conditions.seed]),
      [null, [false, 5]],
    );
    await mock.counters();
  });

  it('says so when the mock server it was given ends, and keeps what was done', async () => {
    const mock = await startMockServer({
      latencyMs: 0,
      jitter: 0,
      seed: 5,
      dataPath: null,
      cacheDir: join(ROOT, '.cache'),
    });
    const args = ['--items', '8', '--quick', '--rounds', '500', '--mock-url', mock.url];
    const { ended } = start('compare', ...args, '--out', out, '--quiet');
    await until(() => (readRun(out)?.trials.length ?? 0) > 0, ended);
    await mock[Symbol.asyncDispose]();
    const { code, stdout, stderr } = await ended;
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^concurrency-bench: no mock server answers[^\n]+\[mock-server\]\n$/);
    assert.equal(readRun(out)?.status, 'incomplete');
  });

  it('shows its flags with --help', async () => {
    const ended = await run('compare', '--help');
    assert.equal(ended.code, 0);
    assert.match(ended.stdout, /^Usage: npm run compare -- \[WORKLOAD\] \[flags\]\n/);
    assert.ok(ended.stdout.includes('--in-flight N'));
  });
});

/** What is refused before anything starts, and a word of the line that says why. */
const REFUSED: Readonly<Record<string, readonly [args: readonly string[], line: RegExp]>> = {
  'an unknown flag': [['--itmes', '20'], /--itmes: did you mean --items\? \[unknown-flag\]/],
  'a word that is no flag': [
    ['fetch-pokemon', 'results'],
    /unexpected "results".*\[unknown-flag\]/,
  ],
  'too few items': [
    ['--items', '0'],
    /--items must be .* from 1 to 10000000, not "0" \[bad-value\]/,
  ],
  'a share above 1': [['--jitter', '1.5'], /--jitter .* from 0 to 1, not "1.5" \[bad-value\]/],
  'a number that is none': [['--rounds', 'ten'], /--rounds .*not "ten" \[bad-value\]/],
  'a flag without its value': [['--seed'], /--seed needs a value: N \[bad-value\]/],
  'an unknown encoding': [['--encoding', 'br'], /gzip or identity, not "br" \[bad-value\]/],
  'flags without effect': [
    ['--mock-url', 'http://127.0.0.1:9', '--latency', '5'],
    /--latency has no effect with --mock-url.*\[flag-conflict\]/,
  ],
  'an unknown model': [
    ['--models', 'worker-thread'],
    /no model is called "worker-thread"; did you mean worker-threads\? \[unknown-model\]/,
  ],
  'an unknown workload': [['fetch-digimon'], /\[unknown-workload\]/],
  'a dataset that is none': [['--data', join(import.meta.dirname)], /\[mock-server\]/],
  'a URL of another kind': [['--mock-url', 'ftp://example'], /\[mock-server\]/],
};

describe('compare refuses', () => {
  for (const [what, [args, line]] of Object.entries(REFUSED)) {
    it(what, async () => {
      const target = join(out, 'new');
      const ended = await run('compare', ...args, '--out', target, '--quiet');
      assert.equal(ended.code, 2);
      assert.equal(ended.stdout, '');
      assert.match(ended.stderr, /^concurrency-bench: [^\n]+\n$/);
      assert.match(ended.stderr, line);
      assert.ok(!existsSync(target), 'nothing is written');
      if (isLinux) assert.deepEqual(ended.living(), []);
    });
  }

  it('an unknown command', async () => {
    const ended = await run('compere');
    assert.deepEqual([ended.code, ended.stdout], [2, '']);
    assert.match(ended.stderr, /^concurrency-bench: unknown command "compere".*\n$/);
  });

  it('a mock server that does not answer', async () => {
    // A port that was free a moment ago: nobody listens there.
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    server.close();
    await once(server, 'close');
    const url = `http://127.0.0.1:${port}`;
    const ended = await run('compare', '--mock-url', url, '--out', join(out, 'new'), '--quiet');
    assert.deepEqual([ended.code, ended.stdout], [2, '']);
    assert.match(ended.stderr, /^concurrency-bench: no mock server answers at [^\n]+\n$/);
    assert.ok(!existsSync(join(out, 'new')));
  });

  it('an output folder that cannot be, before anything is measured', async () => {
    const file = join(out, 'file');
    writeFileSync(file, 'precious');
    const ended = await run('compare', ...ONE_MODEL, '--out', file);
    assert.deepEqual([ended.code, ended.stdout], [2, '']);
    assert.match(ended.stderr, /^concurrency-bench: --out [^\n]+ cannot be written: [^\n]+\n$/);
    assert.equal(readFileSync(file, 'utf8'), 'precious');
    if (isLinux) assert.deepEqual(ended.living(), []);
  });
});
