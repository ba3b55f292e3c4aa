import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';

import type { LaunchPlan } from '../../../../harness/engine/live/slice-plan.ts';
import { Launchers } from '../../../../harness/engine/live/launchers.ts';
import { type LaunchRequest, runLaunch } from '../../../../harness/engine/live/run-launch.ts';
import { measureCapacity } from '../../../../harness/engine/live/measure-capacity.ts';
import type { RunnableScenario } from '../../../../harness/engine/trial.ts';
import { cyclesOf, itemCost, launchRatio } from '../../../../harness/analysis/launches.ts';
import type { Injection, Launch } from '../../../../results/format.ts';
import { loadModel } from '../../../support/own-modules.ts';
import { scenario } from '../../../support/run.ts';

const onLinux = { skip: process.platform === 'linux' ? false : 'stops by signal, on Linux only' };

/** An item takes as long as its name says, in microseconds, on a core; its result is its name. */
function workload(extra = ''): string {
  const source = `
    const items = Array.from({ length: 40 }, (_, index) => 300 + index);
    export default {
      list: () => items,
      run(item) {
        const end = performance.now() + item / 1000;
        while (performance.now() < end);
        ${extra}
        return item;
      },
    };`;
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

const PLAN: LaunchPlan = {
  ...{ sizes: [8], batchSize: 2, warmupSlice: 8, warmupItems: 16, warmupMs: 0, measureMs: 60 },
};

async function side(
  id: string,
  model: string,
  { extra = '', injection = null }: { extra?: string; injection?: Injection | null } = {},
): Promise<RunnableScenario> {
  const { url: modelUrl } = await loadModel(model);
  const settings = { ...scenario(id).settings, workers: 2, inFlight: 2, items: 40, batchSize: 2 };
  return {
    scenario: { ...scenario(id), mock: null, injection, settings: settings as never },
    source: {
      ...{
        kind: 'model',
        modelUrl,
        workloadUrl: workload(extra),
        program: null,
        shares: false,
        codeSha256: null,
      },
      workload: undefined as never,
    },
    ...{ mock: null, promptMock: null, bodyPackPath: null, timeoutMs: 20_000 },
  };
}

const launchers = new Launchers();
after(() => launchers[Symbol.asyncDispose]());
const context = {
  ...{ launchers, executable: process.execPath, signal: new AbortController().signal },
};

async function launch(
  request: Pick<LaunchRequest, 'sides'> & Partial<LaunchRequest>,
): Promise<Launch> {
  return runLaunch({ plan: PLAN, phase: 'sample', round: 0, seed: 1, ...request }, context);
}

async function someSideIsStopped(): Promise<boolean> {
  const pids = (await launchers.atLeast(2)).map(({ pid }) => pid);
  return readdirSync('/proc').some((pid) => {
    const stat = /^\d+$/.test(pid) ? statOf(pid) : '';
    const [, state, parent] = /\) (\S) (\d+)/.exec(stat) ?? [];
    return state === 'T' && pids.includes(Number(parent));
  });
}

function statOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return '';
  }
}

describe('a launch', onLinux, () => {
  it('does cycles of the same items in turn, and each side is still while it is stopped', async () => {
    const sides = [
      await side('a', 'single-threaded'),
      await side('b', 'worker-threads'),
      await side('c', 'child-processes'),
    ];
    const done = await launch({ sides });
    assert.ok(done.status === 'completed', JSON.stringify(done));
    const { slices } = done;
    assert.ok(slices.ms.reduce((sum, ms) => sum + ms, 0) >= PLAN.measureMs);
    assert.ok(slices.items.every((items) => items === 8));
    assert.equal(done.warmupItems, 16);
    for (const { from, to } of cyclesOf(done)) {
      const order = slices.side.slice(from, to);
      assert.deepEqual(order.slice(0, 3).toSorted(), [0, 1, 2]);
      assert.deepEqual(order.slice(3), order.slice(0, 3).toReversed());
    }
    for (const [index, { stoppedCpuMs, ownCpuMs, latencies }] of done.sides.entries()) {
      const { cpuMs } = itemCost(done, done.scenarios[index] ?? '');
      // 8 items of 0.3 ms and more.
      assert.ok(cpuMs !== null && cpuMs > 0.25, `${index}: ${cpuMs} ms of CPU per item`);
      assert.ok(stoppedCpuMs !== null && stoppedCpuMs < 0.2 * ownCpuMs);
      // Those of the warm-up are left out, unless its workers did not share it evenly.
      const waited = latencies.reduce((sum, [, count]) => sum + count, 0);
      const measured = 8 * slices.side.filter((one) => one === index).length;
      assert.ok(measured <= waited && waited <= measured + 8, `${index}: ${waited}, ${measured}`);
    }
  });

  it('keeps a side still that would go on by itself', async () => {
    // Between slices its loop turns, and two thirds of the time it works.
    const extra = `globalThis.busy ??= setInterval(() => {
      const until = performance.now() + 4;
      while (performance.now() < until);
    }, 2).unref();`;
    const sides = [
      await side('busy', 'single-threaded', { extra }),
      await side('other', 'single-threaded'),
    ];
    const done = await launch({ sides, plan: { ...PLAN, measureMs: 400 } });
    assert.ok(done.status === 'completed', JSON.stringify(done));
    const [busy] = done.sides;
    assert.ok(busy?.stoppedCpuMs != null && busy.kernelCpuMs !== null);
    assert.ok(
      busy.stoppedCpuMs < 0.1 * busy.kernelCpuMs,
      JSON.stringify({ ...busy, latencies: 0 }),
    );
  });

  it('does the same items in slices of every size, so that a pilot can compare them', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'launch-test-')), 'items');
    const fs = "process.getBuiltinModule('node:fs')";
    const extra = `${fs}.appendFileSync(${JSON.stringify(path)}, item + ' ');`;
    const sides = [
      await side('a', 'single-threaded', { extra }),
      await side('b', 'single-threaded'),
    ];
    const done = await launch({ sides, plan: { ...PLAN, sizes: [6, 12], measureMs: 1 } });
    const order = readFileSync(path, 'utf8').split(' ').filter(Boolean).map(Number);
    rmSync(dirname(path), { recursive: true });
    assert.ok(done.status === 'completed', JSON.stringify(done));
    const { items } = done.slices;
    // Half of the slices are of the other side.
    const ofSmall = (6 * items.filter((size) => size === 6).length) / 2;
    const from = PLAN.warmupItems ?? NaN;
    const first = (skipped: number) => Math.min(...order.slice(from + skipped, from + skipped + 6));
    assert.ok(ofSmall > 0 && items.includes(12));
    assert.deepEqual([first(0), first(ofSmall)], [300 + from, 300 + from]);
  });

  it('shows what a side was made worse by', async () => {
    const injection = { kind: 'cpu', share: 1 } as const;
    const sides = [
      await side('base', 'single-threaded'),
      await side('head', 'single-threaded', { injection }),
    ];
    const done = await launch({
      sides,
      plan: { ...PLAN, sizes: [32], batchSize: 8, warmupItems: 96, measureMs: 800 },
    });
    assert.ok(done.status === 'completed', JSON.stringify(done));
    const { cpuLog } = launchRatio(done, 'head', 'base');
    assert.ok(cpuLog !== null);
    const ratio = Math.exp(cpuLog);
    assert.ok(ratio > 1.5 && ratio < 3, `${ratio} times the CPU`);
  });

  it('names the side that fails, or does other work, and can be followed by another', async () => {
    const good = await side('good', 'single-threaded');
    const failures = {
      throws: "if (item === 320) throw new Error('no 320');",
      'other work': 'return item + 1;',
      ends: 'if (item === 320) process.exit(3);',
    };
    for (const [what, extra] of Object.entries(failures)) {
      const failed = await launch({
        sides: [good, await side('bad', 'single-threaded', { extra })],
      });
      assert.ok(failed.status === 'failed', what);
      assert.equal(failed.scenario, 'bad', what);
    }
    assert.equal((await launch({ sides: [good] })).status, 'completed');
  });

  it('is over at once when it is aborted, with sides that are stopped', async () => {
    const controller = new AbortController();
    const sides = [await side('a', 'single-threaded'), await side('b', 'child-processes')];
    const endless = { ...PLAN, measureMs: 600_000 };
    const request = { sides, plan: endless, phase: 'sample', round: 0, seed: 1 } as const;
    const going = runLaunch(request, { ...context, signal: controller.signal });
    while (!(await someSideIsStopped())) await new Promise(setImmediate);
    controller.abort();
    assert.equal((await going).status, 'failed');
    assert.equal((await launch({ sides })).status, 'completed');
  });
});

describe('the capacity of the machine', onLinux, () => {
  it('is what copies of the work take alone and together', async () => {
    const floor = await side('floor', 'bare-work');
    const capacity = await measureCapacity({ floor, copies: 2, round: 0 }, context);
    assert.ok(capacity !== null);
    assert.equal(capacity.aloneMs.length, capacity.togetherMs.length);
    assert.ok(Math.min(...capacity.aloneMs) > 0.25 * capacity.items);
  });

  it('is unknown where the work fails', async () => {
    const floor = await side('floor', 'bare-work', { extra: 'process.exit(3);' });
    assert.equal(await measureCapacity({ floor, copies: 2, round: 0 }, context), null);
  });
});
