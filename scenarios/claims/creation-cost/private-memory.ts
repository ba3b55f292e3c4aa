import { readFileSync } from 'node:fs';

/**
 * Memory that these processes share with none, as a figure: the clean and dirty private pages of
 * proc_pid_smaps(5). No figure where the system has no /proc.
 */
export function privateMemory(pids: readonly number[]): { privateBytes?: number } {
  if (process.platform !== 'linux') return {};
  const rollups = pids.map((pid) => readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'));
  const sizes = rollups.join('').matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm);
  let privateBytes = 0;
  for (const [, size] of sizes) privateBytes += 1024 * Number(size);
  return { privateBytes };
}
