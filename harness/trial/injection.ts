import { setTimeout as sleep } from 'node:timers/promises';

import type { LoopReport } from '../contract.ts';
import type { PassRequest, TrialInjection } from './protocol.ts';

/**
 * Makes this trial worse by a known amount, so that a check can prove that it would see it. What
 * must be there from the start is there now; the function returned does the rest, after the work.
 */
export function inject(injection: TrialInjection): (loops: readonly LoopReport[]) => Promise<void> {
  if (injection.kind === 'memory') return holdMemory(injection.bytes);
  if (injection.kind === 'wall') return () => sleep(injection.ms);
  return (loops) => {
    burnCpu(injection.share * ownCpuMs(loops));
    return Promise.resolve();
  };
}

/** The same of one pass of a driven trial, by an amount worked out from the pass before. */
export async function worsenPass(by: NonNullable<PassRequest['worsening']>): Promise<void> {
  if ('cpuMs' in by) burnCpu(by.cpuMs);
  else await sleep(by.waitMs);
}

/**
 * Filled, because a page that was never written to is not resident. Shared, because V8 counts a
 * buffer of its own against the heap and collects sooner: of 10 % injected 2 % were left.
 */
function holdMemory(bytes: number): () => Promise<void> {
  const held = new Uint8Array(new SharedArrayBuffer(bytes)).fill(1);
  return () => {
    held[0] = 2;
    return Promise.resolve();
  };
}

function burnCpu(ms: number): void {
  const start = process.cpuUsage();
  let used = 0;
  while (used < 1000 * ms) {
    const { user, system } = process.cpuUsage(start);
    used = user + system;
  }
}

/** Of all processes of the tree; a thread's is part of its process's. */
function ownCpuMs(loops: readonly LoopReport[]): number {
  return loops
    .filter(({ owner }) => owner === 'process')
    .reduce((sum, { cpuUserMs, cpuSystemMs }) => sum + cpuUserMs + cpuSystemMs, 0);
}
