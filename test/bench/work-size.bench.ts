/**
 * What work of many items, or of large results, costs each model and the harness.
 *
 *     npm run build && npx node test/bench/work-size.bench.ts tiny 100000 1000000
 *     npm run build && npx node test/bench/work-size.bench.ts large-results 900 9000
 *
 * Runs `compare` once per number of items, one round of every model, and prints medians of the trials.
 * Memory is peak PSS of the trial; the harness's and its children's are high-water marks.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { RunFile } from '../../results/format.ts';

const CLI = join(import.meta.dirname, '../../dist/harness/cli.js');
const LOOK_MS = 100;
const COLUMNS = ['items', 'model', 'time', 'CPU', 'peak PSS'];

const [workload = 'tiny', ...sizes] = process.argv.slice(2);
printRow(COLUMNS);
for (const items of sizes) await measure(items);

async function measure(items: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'work-size-'));
  try {
    const args = ['--models', 'all', '--rounds', '1', '--launches', '0', '--timeout', '3600'];
    const file = join(import.meta.dirname, 'workloads', `${workload}.ts`);
    const command = [CLI, 'compare', file, '--items', items, ...args, '--out', folder, '--quiet'];
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'ignore', 'inherit'] });
    const marks = watch(child.pid ?? 0);
    await once(child, 'exit');
    const run = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as RunFile;
    for (const trial of run.trials.filter(({ phase }) => phase === 'sample')) {
      if (trial.status !== 'completed') printRow([items, trial.scenario, trial.status]);
      else {
        const { wallMs, cpuMs, peakPssBytes } = trial.metrics;
        printRow([items, trial.scenario, seconds(wallMs), seconds(cpuMs), megabytes(peakPssBytes)]);
      }
    }
    for (const [name, bytes] of marks()) printRow([items, `(${name})`, '', '', megabytes(bytes)]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** High-water marks of the harness and of what it starts itself, until the function is called. */
function watch(pid: number): () => ReadonlyMap<string, number> {
  const marks = new Map<string, number>();
  const timer = setInterval(() => {
    for (const [name, bytes] of highWater(pid)) {
      marks.set(name, Math.max(bytes, marks.get(name) ?? 0));
    }
  }, LOOK_MS);
  return () => {
    clearInterval(timer);
    return marks;
  };
}

function highWater(pid: number): readonly (readonly [string, number])[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
    );
    return [String(pid), ...children].flatMap((one) => {
      const words = readFileSync(`/proc/${one}/cmdline`, 'utf8').split('\0');
      const program =
        words
          .find((word) => word.endsWith('.js'))
          ?.split('/')
          .at(-1) ?? 'other';
      const status = readFileSync(`/proc/${one}/status`, 'utf8');
      return [[program, 1024 * Number(/VmHWM:\s*(\d+)/.exec(status)?.[1] ?? 0)] as const];
    });
  } catch {
    // One of them has ended meanwhile.
    return [];
  }
}

function seconds(ms: number | null | undefined): string {
  return `${((ms ?? NaN) / 1000).toFixed(2)} s`;
}

function megabytes(bytes: number | null | undefined): string {
  return `${((bytes ?? NaN) / 1e6).toFixed(0)} MB`;
}

function printRow(cells: readonly string[]): void {
  console.log(cells.map((cell) => cell.padEnd(22)).join(''));
}
