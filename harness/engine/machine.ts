import { existsSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';

import { hostId } from '../../mock-server/host-id.ts';
import type { Environment } from '../../results/format.ts';
import { cpuQuotaCores, memoryLimitBytes } from '../measure/cgroup.ts';
import { openProc } from '../measure/proc.ts';
import { listedCores } from './core-list.ts';

export type Machine = Pick<
  Environment,
  | 'host'
  | 'cpuModel'
  | 'cores'
  | 'machineCores'
  | 'cpuQuotaCores'
  | 'threadsPerCore'
  | 'memoryBytes'
  | 'platform'
  | 'kernel'
  | 'loadAverage'
  | 'cpuPressure10s'
>;

/** The machine as this process may use it: a container or a batch system may leave it less. */
export function readMachine(): Machine {
  const cpus = os.cpus();
  const proc = openProc('/proc');
  const quota = cpuQuotaCores(proc);
  return {
    host: hostId(),
    cpuModel: cpus[0]?.model.trim() ?? 'unknown',
    // Affinity, as of taskset or a cpuset, is in it already.
    cores: Math.min(os.availableParallelism(), Math.max(1, Math.floor(quota ?? Infinity))),
    machineCores: cpus.length,
    cpuQuotaCores: quota,
    threadsPerCore: threadsPerCore(),
    memoryBytes: Math.min(os.totalmem(), memoryLimitBytes(proc) ?? Infinity),
    platform: `${process.platform} ${process.arch}`,
    kernel: os.release(),
    loadAverage: os.loadavg(),
    cpuPressure10s: cpuPressure(),
  };
}

const CPUS = '/sys/devices/system/cpu';

/** The most that share a core, as the kernel knows it; a virtual machine may not be told. */
function threadsPerCore(): number | null {
  try {
    const cpus = readdirSync(CPUS).filter((name) => /^cpu\d+$/.test(name));
    const siblings = cpus.flatMap((cpu) => siblingsOf(`${CPUS}/${cpu}/topology`) ?? []);
    return siblings.length === 0 ? null : Math.max(...siblings);
  } catch {
    return null;
  }
}

/** Null for one that is switched off. */
function siblingsOf(topology: string): number | null {
  const file = `${topology}/thread_siblings_list`;
  return existsSync(file) ? listedCores(readFileSync(file, 'latin1')).length : null;
}

/** Share of the last 10 s in which some task waited for a core; null where the kernel has no PSI. */
function cpuPressure(): number | null {
  try {
    const match = /^some avg10=([\d.]+)/.exec(readFileSync('/proc/pressure/cpu', 'latin1'));
    return match?.[1] === undefined ? null : Number(match[1]) / 100;
  } catch {
    return null;
  }
}
