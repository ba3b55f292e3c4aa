/**
 * What the sampler costs: the launcher's own CPU while it watches trees of known size.
 *
 *     npx node test/bench/sampler.bench.ts
 *
 * Prints, per tree, the launcher's CPU as a share of one core (target: under 2 %), how often it
 * read the tree, and what it saw. The first line is the floor: a Node process that does nothing
 * but wake as often, since on a virtual machine the waking alone may cost 1 %.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { LaunchResult } from '../../harness/measure/messages.ts';
import { Launcher } from '../../harness/measure/launcher.ts';

const HOLD_MS = 4000;
const INTERVAL_MS = 20;
const PROGRAM = join(import.meta.dirname, '../support/programs/touch-memory.ts');
const COLUMNS = ['processes', 'MiB each', 'launcher CPU', 'readings/s', 'peak RSS', 'peak PSS'];

printRow(COLUMNS);
printRow(['-', '-', percent(barestTimerShare()), (1000 / INTERVAL_MS).toFixed(0), '-', '-']);
await using launcher = await Launcher.start();
// The first trials also pay for the compilation of the launcher's own code.
for (let warmUp = 0; warmUp < 2; warmUp++) await watch(2, 60);
for (const processes of [1, 2, 6]) {
  for (const mebibytes of [60, 150, 300]) {
    const { spawnedAtMs, exitedAtMs, samplerCpuMs, memory } = await watch(processes, mebibytes);
    const elapsedMs = exitedAtMs - spawnedAtMs;
    printRow([
      String(processes),
      String(mebibytes),
      percent(samplerCpuMs / elapsedMs),
      (((memory?.readings ?? 0) / elapsedMs) * 1000).toFixed(0),
      `${((memory?.peakRssBytes ?? 0) / 2 ** 20).toFixed(0)} MiB`,
      `${((memory?.peakPssBytes ?? 0) / 2 ** 20).toFixed(0)} MiB`,
    ]);
  }
}

function watch(processes: number, mebibytes: number): Promise<LaunchResult> {
  return launcher.launch({
    executable: process.execPath,
    args: [PROGRAM, mebibytes, processes - 1, HOLD_MS].map(String),
    cwd: import.meta.dirname,
    env: {},
    timeoutMs: 60_000,
    killGraceMs: 1000,
    sampleIntervalMs: INTERVAL_MS,
    limits: null,
    ownPids: [],
  });
}

/** CPU per elapsed time of a process that has a timer and nothing else. */
function barestTimerShare(): number {
  const program = `
    const start = process.cpuUsage();
    setInterval(() => {}, ${INTERVAL_MS});
    setTimeout(() => {
      const { user, system } = process.cpuUsage(start);
      console.log((user + system) / 1000 / ${HOLD_MS});
      process.exit();
    }, ${HOLD_MS});`;
  return Number(execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' }));
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

function printRow(cells: readonly string[]): void {
  console.log(cells.map((cell, index) => cell.padStart(COLUMNS[index]?.length ?? 0)).join('   '));
}
