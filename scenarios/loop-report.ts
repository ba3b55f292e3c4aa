import { readFileSync } from 'node:fs';

import type { LoopReport } from '../harness/contract.ts';

/** What of `performance` not every runtime has. */
interface LoopClock {
  readonly nodeTiming: { readonly loopStart: number };
  readonly eventLoopUtilization: () => Record<'idle' | 'active' | 'utilization', number>;
}

/** Closing report of the process that calls it, for its last message. */
export function processReport(role: LoopReport['role'], id: number): LoopReport {
  return {
    role,
    id,
    owner: 'process',
    ...loopFigures(process.cpuUsage()),
    peakRssBytes: highWaterMark(),
  };
}

/** Closing report of the thread that calls it. */
export function threadReport(role: LoopReport['role'], id: number): LoopReport {
  return {
    role,
    id,
    owner: 'thread',
    ...loopFigures(process.threadCpuUsage()),
    peakRssBytes: null,
  };
}

function loopFigures(cpu: NodeJS.CpuUsage) {
  return {
    pid: process.pid,
    cpuUserMs: cpu.user / 1000,
    cpuSystemMs: cpu.system / 1000,
    loopUtilization: loopUtilization(),
  };
}

/**
 * Null where the runtime does not measure it: in Bun and Deno the function is missing, or its times stay at 0.
 * A loop that has not turned yet counts as 0 % in Node; its thread has computed without a pause: 100 %.
 */
function loopUtilization(): number | null {
  const { nodeTiming, eventLoopUtilization } = performance as Partial<LoopClock>;
  if (eventLoopUtilization === undefined) return null;
  if (nodeTiming?.loopStart === -1) return 1;
  const { idle, active, utilization } = eventLoopUtilization();
  return idle + active > 0 ? utilization : null;
}

/**
 * VmHWM, not `resourceUsage().maxRSS`: on Linux the latter is inherited through exec, so the child
 * of a large parent reports its parent's memory. Elsewhere maxRSS is not inherited and right.
 */
function highWaterMark(): number | null {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const match = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1'));
  return match?.[1] === undefined ? null : Number(match[1]) * 1024;
}
