import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

import { loadModel } from '../../support/own-modules.ts';
import type { Pass } from '../../../harness/contract.ts';
import { driveTrial, type DrivenTrial, TrialFailed } from '../../../harness/engine/driven-trial.ts';
import { Launcher } from '../../../harness/measure/launcher.ts';
import type { TrialSpec } from '../../../harness/trial/protocol.ts';
import type { Fault } from '../../../harness/verify/workloads/faulty.ts';
import { bodyOf, cycled, LINES, NAMES } from '../../../harness/verify/workloads/pair.ts';
import type { FailedTrial } from '../../../results/format.ts';
import { writeBodyPack } from '../../../scenarios/body-pack.ts';
import { digestOf } from '../../support/digest.ts';
import { nodeCommand } from '../../support/programs/commands.ts';
import { SETTINGS } from '../../support/trial-process.ts';

const PROGRAM = fileURLToPath(new URL('../../../harness/trial/main.ts', import.meta.url));
const PAIR = new URL('../../../harness/verify/workloads/pair.ts', import.meta.url).href;
const FAULTY = new URL('../../../harness/verify/workloads/faulty.ts', import.meta.url).href;

/** One item, as many as names, far more than names, the same again, and far from the first. */
const PASSES: readonly Pass[] = [
  { first: 0, count: 1 },
  { first: 1, count: 7 },
  { first: 3, count: 40 },
  { first: 3, count: 40 },
  { first: 1_000_000, count: 1 },
  { first: 6, count: 2 },
];

let launcher: Launcher;
const folder = mkdtempSync(join(tmpdir(), 'driven-trial-test-'));
const bodyPackPath = join(folder, 'bodies');

before(() => {
  writeBodyPack(bodyPackPath, NAMES, NAMES.map(bodyOf));
});
after(() => {
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  launcher = await Launcher.start();
});
afterEach(async () => {
  await launcher[Symbol.asyncDispose]();
});

function drive(
  spec: Partial<TrialSpec> & Pick<TrialSpec, 'modelUrl'>,
  { signal, env = {} }: { signal?: AbortSignal; env?: Record<string, string> } = {},
): DrivenTrial {
  const whole: TrialSpec = {
    ...{ workloadUrl: PAIR, settings: SETTINGS, bodyPackPath, driven: true, shares: false },
    ...spec,
  };
  const command = {
    ...nodeCommand([PROGRAM, JSON.stringify(whole)]),
    env: { PATH: process.env['PATH'] ?? '', ...env },
  };
  return driveTrial(launcher.drive(command, signal));
}

/** A model as a module of its own, from the body of its `run(trial, collector)`. */
function modelWith(body: string): string {
  const source = `export default { async run(trial, collector) { ${body} } };`;
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

function failing(cause: FailedTrial['cause'], message: RegExp) {
  return (error: unknown): boolean => {
    assert.ok(error instanceof TrialFailed, String(error));
    assert.equal(error.failure.cause, cause);
    assert.match(error.failure.message, message);
    return true;
  };
}

/** Processes that were given this environment. */
function processesWith(mark: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(mark);
    } catch {
      return false;
    }
  });
}

describe('a driven trial', { timeout: 600_000 }, () => {
  // Of the other models the contract test asks the same (harness/verify/cases/passes.ts).
  for (const name of ['bare-work', 'single-threaded']) {
    it(`proves each pass: ${name}`, async () => {
      const { url: modelUrl, value: model } = await loadModel(name);
      const trial = drive({ modelUrl });
      let lastMs = (await trial.ready).atMs;
      for (const asked of PASSES) {
        const { first, count, startedAtMs, endedAtMs, proof } = await trial.pass(asked);
        assert.deepEqual({ first, count }, asked);
        assert.ok(lastMs <= startedAtMs && startedAtMs <= endedAtMs);
        lastMs = endedAtMs;
        const lines = cycled(LINES, count, first).map((line, n) => [first + n, line] as const);
        assert.deepEqual(proof, {
          ...{ unique: count, surplus: 0, digest: digestOf(lines) },
          ...{ failures: 0, failuresByKind: {}, failureExamples: [] },
        });
      }
      const { launched, end } = await trial.end();
      assert.equal(launched.stderrTail, '');
      assert.equal(end.workers.length, model.kind === 'floor' ? 1 : SETTINGS.workers);
      const items = end.workers.reduce((sum, worker) => sum + worker.items, 0);
      assert.equal(
        items,
        PASSES.reduce((sum, { count }) => sum + count, 0),
      );
      assert.ok(lastMs <= end.doneAtMs);
    });
  }

  for (const name of ['worker-threads', 'child-processes']) {
    it(`may be ended at any time and leaves nothing: ${name}`, async () => {
      const { url: modelUrl } = await loadModel(name);
      const [controller, mark] = [new AbortController(), randomUUID()];
      const trial = drive({ modelUrl }, { signal: controller.signal, env: { MARK: mark } });
      await trial.pass({ first: 0, count: 9 });
      assert.notEqual(processesWith(mark).length, 0);
      const pass = trial.pass({ first: 0, count: 1_000_000 });
      controller.abort();
      await assert.rejects(pass, failing('aborted', /interrupted/));
      await assert.rejects(trial.pass({ first: 0, count: 1 }), failing('aborted', /interrupted/));
      await assert.rejects(trial.end(), failing('aborted', /interrupted/));
      assert.deepEqual(processesWith(mark), []);
    });
  }

  it('ends without any pass', async () => {
    const { url: modelUrl } = await loadModel('child-processes');
    const { end } = await drive({ modelUrl }).end();
    assert.equal(end.firstResultAtMs, null);
    assert.equal(end.workers.length, SETTINGS.workers);
  });

  it('ends a pass whose items have failed', async () => {
    const { url: modelUrl } = await loadModel('worker-threads');
    const settings = { ...SETTINGS, params: { fault: 'items' satisfies Fault } };
    const trial = drive({ modelUrl, workloadUrl: FAULTY, settings });
    for (const first of [0, 9]) {
      const { proof } = await trial.pass({ first, count: 9 });
      assert.deepEqual([proof.unique, proof.failures], [1, 8]);
      assert.equal(proof.digest, digestOf([[first + 8, 'well: WELL']]));
    }
    await trial.end();
  });

  it('says what became of a tree that dies in the middle', async () => {
    const { url: modelUrl } = await loadModel('single-threaded');
    const settings = { ...SETTINGS, params: { fault: 'exit' satisfies Fault } };
    const trial = drive({ modelUrl, workloadUrl: FAULTY, settings });
    await assert.rejects(trial.pass({ first: 0, count: 9 }), failing('exit-code', /^exit code 3$/));
  });

  const wrong: [does: string, body: string, cause: FailedTrial['cause'], message: RegExp][] = [
    ['takes no passes', '', 'exit-code', /never read trial\.passes/],
    [
      'has results before it was asked',
      `collector.collect({ first: 0, lines: ['a'], failures: [] });`,
      'exit-code',
      /exit code 1/,
    ],
    [
      'says something else than the program',
      `(await import('node:fs')).writeSync(3, '{"type":"ready","atMs":"now"}\\n');`,
      'no-report',
      /wrong at ready, atMs: .*number/,
    ],
  ];
  for (const [does, body, cause, message] of wrong) {
    it(`fails when its model ${does}`, async () => {
      const trial = drive({ modelUrl: modelWith(body) });
      await assert.rejects(trial.ready, failing(cause, message));
      await trial.end().catch(() => undefined);
    });
  }

  it('fails when its model ends within a pass', async () => {
    const body = 'for await (const pass of trial.passes) return;';
    const trial = drive({ modelUrl: modelWith(body) });
    await assert.rejects(
      trial.pass({ first: 0, count: 3 }),
      failing('exit-code', /stopped reading trial\.passes/),
    );
  });
});
