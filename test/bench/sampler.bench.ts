/**
 * What the sampler costs: the launcher's own CPU while it watches idle trees of known size.
 *
 *     npx node test/bench/sampler.bench.ts
 *
 * Prints, per tree, the launcher's CPU as a share of one core (target: under 2 %), how often it
 * read the tree (100 per second at most) and what it saw.
 */
import { join } from 'node:path';
import { Launcher } from '../../harness/measure/launcher.ts';

const HOLD_MS = 4000;
const PROGRAM = join(import.meta.dirname, '../harness/measure/fixtures/touch-memory.ts');

await using launcher = await Launcher.start();
console.log('processes  MiB each  launcher CPU  readings/s  peak RSS MiB  peak PSS MiB');
for (const processes of [1, 2, 6]) {
  for (const mebibytes of [60, 150, 300]) {
    const result = await launcher.launch({
      executable: process.execPath,
      args: [PROGRAM, String(mebibytes), String(processes - 1), String(HOLD_MS)],
      cwd: import.meta.dirname,
      env: {},
      timeoutMs: 60_000,
      killGraceMs: 1000,
      sampleIntervalMs: 10,
      ownPids: [],
    });
    const { spawnedAtMs, exitedAtMs, samplerCpuMs, memory } = result;
    const seconds = (exitedAtMs - spawnedAtMs) / 1000;
    const cells = [
      processes,
      mebibytes,
      `${(samplerCpuMs / seconds / 10).toFixed(2)} %`,
      ((memory?.readings ?? 0) / seconds).toFixed(0),
      ((memory?.peakRssBytes ?? 0) / 2 ** 20).toFixed(0),
      ((memory?.peakPssBytes ?? 0) / 2 ** 20).toFixed(0),
    ];
    const widths = [9, 8, 12, 10, 12, 12];
    console.log(cells.map((cell, index) => String(cell).padStart(widths[index] ?? 0)).join('  '));
  }
}
