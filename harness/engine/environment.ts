import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import os from 'node:os';

import type { Environment } from '../../results/format.ts';
import { checkedOut } from '../git.ts';
import { projectOf } from '../project.ts';

/** The packages that take part in what is measured. */
const PACKAGES = ['undici', 'piscina', 'execa', 'msw', 'tinybench'];

/**
 * What a reader must know of the machine and the program to judge or repeat a run; `sources` is the
 * folder of what is measured.
 */
export async function readEnvironment(sources: string): Promise<Omit<Environment, 'id'>> {
  const cpus = os.cpus();
  return {
    cpuModel: cpus[0]?.model.trim() ?? 'unknown',
    cores: os.availableParallelism(),
    threadsPerCore: threadsPerCore(),
    memoryBytes: os.totalmem(),
    platform: `${process.platform} ${process.arch}`,
    kernel: os.release(),
    node: process.versions.node,
    v8: process.versions.v8,
    nodeOptions: [...process.execArgv, ...(process.env['NODE_OPTIONS'] ?? '').split(' ')].filter(
      Boolean,
    ),
    packages: Object.fromEntries(PACKAGES.map((name) => [name, installedVersion(name)])),
    // A stored run that is not committed yet changes nothing that is measured.
    ...(await checkedOut(sources, projectOf(process.cwd()).baselineDir)),
    loadAverage: os.loadavg(),
    cpuPressure10s: cpuPressure(),
  };
}

/** Version of an installed package; the package need not export its package.json. */
function installedVersion(name: string): string {
  const file = findPackageJSON(name, import.meta.url) ?? '';
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
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
  return existsSync(file) ? countCpus(readFileSync(file, 'latin1')) : null;
}

/** Of a list as the kernel writes it: `0-1` and `0,4` are two. */
export function countCpus(list: string): number {
  const ranges = list
    .trim()
    .split(',')
    .map((range) => range.split('-').map(Number));
  return ranges.reduce((sum, [from = 0, to = from]) => sum + to - from + 1, 0);
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
