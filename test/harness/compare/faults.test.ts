import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

import { type GivenCompare, resolveCompare } from '../../../harness/compare/options.ts';
import { settingsFor } from '../../../harness/engine/options.ts';
import { readRun } from '../../support/command.ts';
import { mainHere } from '../../support/main-here.ts';

const folder = mkdtempSync(join(tmpdir(), 'faults-test-'));
after(() => {
  rmSync(folder, { recursive: true });
});

function refused(given: GivenCompare, code: string, message: RegExp): void {
  assert.throws(() => resolveCompare(given), { code, message });
}

describe('the options of faults', () => {
  it('are part of mock server and settings; launches are left out', () => {
    const given = { faults: 'reset=1%, slow=2%', retries: 2, requestTimeoutMs: 5000 };
    const { mock, settings, launches, mockFlag } = resolveCompare(given);
    assert.equal('faults' in mock && mock.faults, 'reset=1%,slow=2%:500ms');
    assert.deepEqual([settings.retries, settings.requestTimeoutMs], [2, 5000]);
    assert.deepEqual([launches, mockFlag], [0, 'faults']);
  });

  it('change nothing where they are not given', () => {
    const { mock, settings, launches } = resolveCompare({});
    assert.deepEqual(['faults' in mock, 'retries' in settings, launches], [false, false, null]);
  });

  it('are refused in one line where they cannot be kept', () => {
    refused(
      { faults: 'rest=1%' },
      'bad-value',
      /^--faults has no kind "rest": did you mean reset\?$/,
    );
    refused({ retries: 11 }, 'bad-value', /^--retries must be a whole number from 0 to 10/);
    refused({ requestTimeoutMs: 1 }, 'bad-value', /^--request-timeout must be/);
    const url = { mockUrl: 'http://127.0.0.1:1', faults: 'reset=1%' };
    refused(url, 'flag-conflict', /^--faults has no effect with --mock-url/);
    refused({ faults: 'reset=1%', launches: 8 }, 'flag-conflict', /^--launches has no effect/);
    const late = { faults: 'slow=1%:600ms', requestTimeoutMs: 1000 };
    refused(late, 'flag-conflict', /more than half of --request-timeout \(1000 ms\)/);
  });

  it('have no effect on a function that asks for what it wants itself', () => {
    const traits = { name: 'work', summary: '', params: {}, listed: 3, shares: false } as const;
    const own = { ...traits, form: 'simple', usesMockServer: true } as const;
    const message = /^--retries has no effect: work is one function per item/;
    const options = resolveCompare({ retries: 1 });
    assert.throws(() => settingsFor(options, own), { code: 'flag-conflict', message });
    const without = { ...own, usesMockServer: false };
    const faulty = resolveCompare({ faults: 'reset=1%' });
    assert.throws(() => settingsFor(faulty, without), /^HarnessError: --faults has no effect/);
  });
});

const KINDS = ['status-429', 'status-503', 'reset', 'short', 'truncated', 'bad-gzip', 'bad-header'];
/** Stalled answers would take as long as requests may, which must be long on a busy machine. */
const FAULTS = [...KINDS, 'challenge', 'wrong-type'].map((kind) => `${kind}=6%`).join(',');
const SMALL = ['--items', '60', '--latency', '0', '--quick', '--rounds', '1', '--quiet'];

async function compareWith(out: string, ...args: readonly string[]) {
  const { code, stderr } = await mainHere(
    ...['compare', '--out', join(folder, out), '--faults', FAULTS, ...SMALL, ...args],
  );
  return { code, stderr, run: readRun(join(folder, out)) };
}

/** Does what a good model does, without trying again. */
const HASTY = `
import { batches, listNames, LatencyHistogram, monotonicMs, openWorkload } from 'concurrency-bench/model';

export default {
  async run(trial, collector) {
    const { retries, ...settings } = trial.settings;
    const workload = await trial.loadWorkload();
    const work = await openWorkload(workload, settings);
    const readyAtMs = monotonicMs();
    const latencies = new LatencyHistogram();
    let items = 0;
    for await (const { first, names } of batches(await listNames(workload, settings), trial)) {
      for (const [offset, name] of names.entries()) {
        const { line, failure } = await work.run(name, latencies);
        items += 1;
        collector.collect({ first: first + offset, lines: [line], failures: failure ? [failure] : [] });
      }
    }
    const endedAtMs = monotonicMs();
    await work.close();
    collector.worker({ id: 0, readyAtMs, endedAtMs, items, bodyBytes: 0, latencies: latencies.toSparse() });
  },
};
`;

describe('compare with faults', { timeout: 600_000 }, () => {
  it('measures models that all meet the same, and fail alike; one that does not try again is invalid', async () => {
    const file = join(folder, 'hasty.mjs');
    writeFileSync(file, HASTY);
    const { code, stderr, run } = await compareWith(...['out', '--retries', '1', '--model', file]);
    assert.equal(code, 1, stderr);
    assert.ok(run !== null);
    const { scenarios, trials } = run;
    const status = new Map(trials.map((trial) => [trial.scenario, trial.status]));
    assert.equal(status.get('hasty'), 'invalid');
    const models = ['bare-work', 'single-threaded', 'worker-threads', 'child-processes'];
    assert.deepEqual(
      models.map((id) => status.get(id)),
      models.map(() => 'completed'),
    );

    const done = trials.filter((trial) => trial.status === 'completed' && trial.served !== null);
    const seen = done.map((trial) => {
      if (trial.status !== 'completed') throw new Error('not completed');
      const { failuresByKind, served, metrics } = trial;
      return {
        failuresByKind,
        faults: served?.faults,
        requests: served?.requests,
        retries: metrics['retries'],
      };
    });
    assert.equal(seen.length, 3);
    assert.deepEqual(seen[1], seen[0]);
    assert.deepEqual(seen[2], seen[0]);
    const [first] = seen;
    assert.ok(first !== undefined);
    const { retries = 0, failuresByKind = {} } = first;
    assert.equal(first.requests, 1 + 60 + (retries ?? 0));
    assert.ok((retries ?? 0) > 5 && Object.keys(failuresByKind).length > 0);
    const asked = scenarios.find(({ id }) => id === 'single-threaded');
    assert.deepEqual(asked?.expected?.failuresByKind, failuresByKind);
    assert.deepEqual([asked.mock?.faults, asked.settings?.retries], [FAULTS, 1]);
  });
});
