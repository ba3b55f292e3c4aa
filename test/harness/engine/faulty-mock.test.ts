import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

import { type FaultyUse, refuseFaultyServer } from '../../../harness/engine/faulty-mock.ts';
import type { RunningMock } from '../../../harness/engine/mocks.ts';
import type { PlannedScenario } from '../../../harness/engine/scenario.ts';
import { parseFaults } from '../../../mock-server/faults.ts';
import { mainHere } from '../../support/main-here.ts';
import { TestServers } from '../../support/running-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'faulty-mock-test-'));
after(() => {
  rmSync(folder, { recursive: true });
});

function refusal(own: boolean, faults: string | null, kind: string, use: FaultyUse): string | null {
  const mock = { server: { url: 'http://there' }, conditions: { own, faults } };
  const planned = { scenario: { kind, id: 'go-goroutines' } };
  try {
    refuseFaultyServer(mock as RunningMock, planned as PlannedScenario, use);
    return null;
  } catch (error) {
    return String(error);
  }
}

describe('a mock server of --mock-url that gives faulty answers', { timeout: 600_000 }, () => {
  const trials: FaultyUse = { command: 'compare', launches: false };

  it('is measured by trials of compare', () => {
    assert.equal(refusal(false, 'reset=1%', 'model', trials), null);
    assert.equal(refusal(false, null, 'program', { command: 'check', launches: true }), null);
    assert.equal(refusal(true, 'reset=1%', 'model', trials), null);
  });

  it('is refused for launches, programs and other commands', () => {
    const launched = refusal(false, 'reset=1%', 'model', { ...trials, launches: true });
    assert.match(launched ?? '', /\(reset=1%\).*add --launches 0$/);
    const program = refusal(false, 'reset=1%', 'program', trials);
    assert.match(program ?? '', /^HarnessError: --mock-url.*cannot be used with go-goroutines/);
    const check = refusal(false, 'reset=1%', 'model', { command: 'check', launches: true });
    assert.match(check ?? '', /only compare measures under faults/);
  });

  it('is refused before anything is measured', async () => {
    await using servers = new TestServers();
    const server = await servers.start({ faults: parseFaults('reset=50%') });
    const args = ['--mock-url', server.url, '--models', 'single-threaded', '--quiet'];
    const to = ['--out', join(folder, 'out'), '--baselines', join(folder, 'baselines')];
    const { code, stderr } = await mainHere('baseline', ...args, ...to);
    assert.equal(code, 2);
    assert.match(stderr, /^concurrency-bench: --mock-url: .* \[flag-conflict\]\n$/);
  });
});
