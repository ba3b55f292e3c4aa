import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { inject } from '../../../harness/trial/injection.ts';
import type { EndLine, TrialInjection, TrialSpec } from '../../../harness/trial/protocol.ts';
import { runTrialProcess, SETTINGS } from '../../support/trial-process.ts';

const MIB = 2 ** 20;

/** What it used until its work was done is told as boundary bytes (CPU, µs). */
const MODEL = `data:text/javascript,${encodeURIComponent(`export default { async run(trial, collector) {
  const body = Buffer.alloc(30 * 2 ** 20, 1);
  const figures = { id: 0, cpuSystemMs: 0, loopUtilization: 0 };
  collector.loop({ ...figures, role: 'worker', owner: 'process', cpuUserMs: 400 });
  collector.loop({ ...figures, role: 'worker', owner: 'thread', cpuUserMs: 9000 });
  let sum = 0;
  while (process.cpuUsage().user < 200_000) for (const byte of body.subarray(0, 10_000)) sum += byte;
  const { user, system } = process.cpuUsage();
  collector.collect({ first: 0, lines: [], failures: [] });
  collector.crossed(0, user + system);
  for await (const pass of trial.passes);
} };`)}`;

async function trialWith(injection: TrialInjection | null, signal: AbortSignal): Promise<EndLine> {
  const spec: TrialSpec = {
    ...{ modelUrl: MODEL, workloadUrl: '', settings: SETTINGS, bodyPackPath: null, shares: false },
    ...(injection && { injection }),
  };
  const { report, stderr } = await runTrialProcess(spec, signal);
  assert.ok(report, stderr);
  return report.end;
}

/** CPU that the first process used after its work was done. */
function cpuAfterWorkMs({ loops: [main], boundaryBytes }: EndLine): number {
  assert.ok(main);
  return main.cpuUserMs + main.cpuSystemMs - boundaryBytes / 1000;
}

describe('an injection', { timeout: 600_000 }, () => {
  it('of CPU is its share of what all processes used, threads not counted twice', async (t) => {
    const report = await trialWith({ kind: 'cpu', share: 0.5 }, t.signal);
    const wantedMs = 0.5 * (report.boundaryBytes / 1000 + 400);
    const injectedMs = cpuAfterWorkMs(report);
    assert.ok(
      Math.abs(injectedMs - wantedMs) <= 0.02 * wantedMs + 20,
      `${injectedMs}, ${wantedMs}`,
    );
  });

  it('of memory raises the peak by its bytes', async (t) => {
    const bytes = 24 * MIB;
    const peaks = [];
    // The first one may have to compile what the others find in a cache.
    await trialWith(null, t.signal);
    for (const injection of [null, { kind: 'memory', bytes } as const]) {
      const [main] = (await trialWith(injection, t.signal)).loops;
      peaks.push(main?.peakRssBytes ?? NaN);
    }
    const [without = NaN, injected = NaN] = peaks;
    const raised = injected - without;
    assert.ok(Math.abs(raised - bytes) <= 0.02 * injected + 2 * MIB, `${raised / MIB} MiB`);
  });

  it('of time is as long as ordered, and hardly CPU', async (t) => {
    const report = await trialWith({ kind: 'wall', ms: 300 }, t.signal);
    const sleptMs = report.doneAtMs - (report.lastResultAtMs ?? NaN);
    assert.ok(sleptMs >= 299, `${sleptMs}`);
    assert.ok(cpuAfterWorkMs(report) < 100);
  });

  it('of memory is none that V8 counts, and would collect sooner for', () => {
    const before = process.memoryUsage();
    const hold = inject({ kind: 'memory', bytes: 100 * MIB });
    const { external, rss } = process.memoryUsage();
    assert.ok(rss - before.rss > 90 * MIB);
    assert.ok(external - before.external < MIB);
    assert.ok(typeof hold === 'function');
  });

  it('is not there unless ordered', async (t) => {
    const report = await trialWith(null, t.signal);
    assert.ok(cpuAfterWorkMs(report) < 20);
  });
});
