/** Runs in a runtime and prints what it is (runtime.ts): a program, loaded by nothing. */

import { fork } from 'node:child_process';
import { fstatSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

import { monotonicMs } from '../clock.ts';
import type { Probed } from './runtime.ts';

const versions: Readonly<Record<string, string | undefined>> = process.versions;
// What Node's types promise and other runtimes need not have.
const has: Readonly<Record<string, () => boolean>> = {
  'Atomics.waitAsync': () => isFunction((Atomics as Partial<typeof Atomics>).waitAsync),
  'process.threadCpuUsage': () => isFunction((process as Partial<NodeJS.Process>).threadCpuUsage),
  'performance.eventLoopUtilization': measuresLoops,
  'worker.getHeapStatistics': () =>
    isFunction((Worker.prototype as Partial<Worker>).getHeapStatistics),
  'inherited file descriptors': () => fstatSync(3).isSocket(),
  'subprocess.channel.refCounted': countsReferences,
};

if (process.argv[2] === undefined) {
  // A loop that has turned has figures, where it is measured at all.
  await new Promise((resolve) => setTimeout(resolve, 1));
  console.log(JSON.stringify({ ...probed(), atMs: monotonicMs() }));
}

function probed(): Probed {
  const { bun, deno, v8 = '' } = versions;
  return {
    kind: bun !== undefined ? 'bun' : deno !== undefined ? 'deno' : 'node',
    version: bun ?? deno ?? process.versions.node,
    // Bun gives a version of V8, for programs that ask, and has none.
    engine: bun === undefined ? `V8 ${v8}` : 'JavaScriptCore',
    executable: process.execPath,
    lacks: Object.keys(has).filter((name) => !holds(has[name])),
  };
}

function holds(test: (() => boolean) | undefined): boolean {
  try {
    return test?.() === true;
  } catch {
    return false;
  }
}

function measuresLoops(): boolean {
  const { idle, active } = performance.eventLoopUtilization();
  return idle + active > 0;
}

/** Of a child, which ends at once: execa relies on it. */
function countsReferences(): boolean {
  const child = fork(fileURLToPath(import.meta.url), ['child'], { stdio: 'ignore' });
  return isFunction((child.channel as { readonly refCounted?: unknown } | null)?.refCounted);
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}
