/**
 * Whether comparing again and again leaves anything: open files, memory, processes, temporary folders.
 *
 *     npm run soak -- --minutes 30
 *
 * Compares in a loop in this process, by turns with a mock server that runs all the time and with one of
 * its own. Prints a table of the first comparisons and the last, and exits with 1 when something grew.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import type * as Api from '../../harness/api.ts';
import type * as Mock from '../../mock-server/client.ts';

/** What is there between two comparisons; memory in bytes. */
interface Look {
  readonly harnessFiles: number;
  readonly mockFiles: number;
  readonly harnessMemory: number;
  readonly mockMemory: number;
  readonly processes: number;
  readonly temporary: number;
}

type Name = keyof Look;

/** Until compiled code and caches are there. */
const WARM_UP = 3;
/** Neither counts where the other does not: what a collection leaves differs by some MB. */
const MEMORY_SHARE = 0.15;
const MEMORY_BYTES = 20e6;

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' } } });
const folder = mkdtempSync(join(tmpdir(), 'soak-'));
// Before the harness is loaded, so that no other program's folders are counted.
process.env['TMPDIR'] = join(folder, 'tmp');
mkdirSync(process.env['TMPDIR']);
const dist = new URL('../../dist/', import.meta.url).href;
const { compare } = (await import(`${dist}harness/api.js`)) as typeof Api;
const { startMockServer } = (await import(`${dist}mock-server/client.js`)) as typeof Mock;

try {
  process.exitCode = printed(await soak(60_000 * Number(values.minutes))) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

async function soak(forMs: number): Promise<readonly Look[]> {
  const conditions = { latencyMs: 5, jitter: 0.2, seed: 1, dataPath: null, cacheDir: '.cache' };
  await using mock = await startMockServer(conditions);
  // Nothing else is running yet.
  const mockPid = Number(descendants(process.pid)[0]);
  const looks: Look[] = [];
  const endMs = performance.now() + forMs;
  for (let round = 0; performance.now() < endMs; round++) {
    const server = round % 2 === 0 ? { mockUrl: mock.url } : { latencyMs: 5 };
    // Launches take most of the time, and start the same processes.
    const few = { items: 100, rounds: 1, quick: true, launches: round % 4 === 3 ? 1 : 0 };
    const { run } = await compare({ ...few, ...server, outDir: join(folder, 'out') });
    const failed = run.trials.find(({ status }) => status !== 'completed');
    if (failed !== undefined) throw new Error(JSON.stringify(failed));
    looks.push(look(mockPid));
  }
  return looks;
}

function look(mockPid: number): Look {
  globalThis.gc?.();
  return {
    harnessFiles: readdirSync('/proc/self/fd').length,
    mockFiles: readdirSync(`/proc/${mockPid}/fd`).length,
    harnessMemory: process.memoryUsage.rss(),
    mockMemory: 1024 * Number(/VmRSS:\s*(\d+)/.exec(statusOf(mockPid))?.[1] ?? NaN),
    processes: descendants(process.pid).length,
    temporary: readdirSync(process.env['TMPDIR'] ?? '').length,
  };
}

function statusOf(pid: number): string {
  return readFileSync(`/proc/${pid}/status`, 'utf8');
}

function descendants(pid: number): readonly string[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
  );
  return children.flatMap((child) => [child, ...descendants(Number(child))]);
}

/** Whether all is as it was. The lowest of each third: what is left, and not what was in use. */
function printed(all: readonly Look[]): boolean {
  const looks = all.slice(WARM_UP);
  const third = Math.max(1, Math.floor(looks.length / 3));
  const names = Object.keys(looks[0] ?? {}) as Name[];
  console.log(`${all.length} comparisons, of which the first ${WARM_UP} do not count`);
  printRow(['', 'first third', 'last third', '']);
  const grown = names.filter((name) => {
    const lowest = (some: readonly Look[]) => Math.min(...some.map((one) => one[name]));
    const [before, after] = [lowest(looks.slice(0, third)), lowest(looks.slice(-third))];
    const isMemory = name.endsWith('Memory');
    const most = isMemory ? before + Math.max(MEMORY_SHARE * before, MEMORY_BYTES) : before;
    const shown = [before, after].map((value) => (isMemory ? megabytes(value) : String(value)));
    printRow([name, ...shown, after > most ? 'grew' : '']);
    return after > most;
  });
  return names.length > 0 && grown.length === 0;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

function printRow(cells: readonly string[]): void {
  console.log(cells.map((cell) => cell.padEnd(16)).join(''));
}
