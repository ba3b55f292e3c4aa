import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { contentOf, type Proc } from './proc.ts';

/** How often a group of processes ran into its limits until now. */
export interface CgroupCounters {
  /** Of every level with a CPU quota, from the own group upwards. */
  readonly quotas: readonly QuotaPeriods[];
  /** Processes that the out-of-memory killer has ended; null where the kernel does not count them. */
  readonly oomKills: number | null;
}

/** Periods of a CPU quota, 100 ms each as a rule. */
interface QuotaPeriods {
  readonly elapsed: number;
  /** Those in which the quota was used up and the group stood still. */
  readonly throttled: number;
}

/** Where a resource of this process is controlled: a folder per level, the own group's first. */
export interface Levels {
  readonly version: 1 | 2;
  readonly folders: readonly string[];
}

/** Cores' worth that the tightest CPU quota leaves this process; null without a quota. */
export function cpuQuotaCores(proc: Proc | null): number | null {
  return least(levelsOf(proc, 'cpu').folders.map(quotaOf));
}

/** The tightest limit on the memory of this process; null without a limit. */
export function memoryLimitBytes(proc: Proc | null): number | null {
  return least(levelsOf(proc, 'memory').folders.map(limitOf));
}

export function readCgroupCounters(proc: Proc | null): CgroupCounters {
  const limited = levelsOf(proc, 'cpu').folders.filter((level) => quotaOf(level) !== null);
  return {
    quotas: limited.map((level) => periodsOf(textOf(level, 'cpu.stat'))),
    oomKills: oomKillsOf(proc, levelsOf(proc, 'memory').folders[0]),
  };
}

/**
 * Version 2 keeps one tree of groups for everything, version 1 a tree per controller, and a system may
 * have both. In a container the path of the own group may be the host's, below which nothing is
 * mounted: what lies at the top of the mount is then the own group.
 */
export function levelsOf(proc: Proc | null, controller: 'cpu' | 'memory'): Levels {
  if (proc === null) return { version: 2, folders: [] };
  // /sys beside /proc, so that a folder can stand in for both.
  const mount = join(proc.root, '../sys/fs/cgroup');
  const own = new Map<string, string>();
  // `4:cpu,cpuacct:/system.slice`, and `0::/system.slice` of version 2.
  const lines = contentOf(`${proc.root}/self/cgroup`)
    ?.toString()
    .matchAll(/^\d+:([^:]*):(.*)$/gm);
  for (const [, controllers = '', path = ''] of lines ?? []) {
    for (const name of controllers.split(',')) own.set(name, path);
  }
  const path = own.get(controller);
  const top = path === undefined ? mount : `${mount}/${controller}`;
  const folders = foldersUp(top, path ?? own.get('') ?? '/').filter((level) => existsSync(level));
  return { version: path === undefined ? 2 : 1, folders };
}

/** The folder of a group and those above it, up to the top of the mount. */
function foldersUp(top: string, path: string): readonly string[] {
  const names = path.split('/').filter((name) => name !== '' && name !== '..');
  return [...names.keys(), names.length]
    .map((count) => [top, ...names.slice(0, count)].join('/'))
    .reverse();
}

/** Version 2 has `150000 100000` or `max 100000` in microseconds, version 1 two files, with -1 for none. */
function quotaOf(level: string): number | null {
  const [quota, period] = textOf(level, 'cpu.max')?.split(' ') ?? [
    textOf(level, 'cpu.cfs_quota_us'),
    textOf(level, 'cpu.cfs_period_us'),
  ];
  const cores = Number(quota) / Number(period);
  return cores > 0 ? cores : null;
}

/** Version 1 says that there is none by a number near 2^63. */
function limitOf(level: string): number | null {
  const text = textOf(level, 'memory.max') ?? textOf(level, 'memory.limit_in_bytes');
  const bytes = Number(text ?? NaN);
  return bytes <= Number.MAX_SAFE_INTEGER ? bytes : null;
}

function periodsOf(stat: string | null): QuotaPeriods {
  return {
    elapsed: counterOf('nr_periods', stat) ?? 0,
    throttled: counterOf('nr_throttled', stat) ?? 0,
  };
}

/** Of the own group; the top group of the machine has no count, but the machine has. */
function oomKillsOf(proc: Proc | null, level: string | undefined): number | null {
  const own =
    level === undefined
      ? null
      : (textOf(level, 'memory.events') ?? textOf(level, 'memory.oom_control'));
  const machine = proc === null ? null : (contentOf(`${proc.root}/vmstat`)?.toString() ?? null);
  return counterOf('oom_kill', own) ?? counterOf('oom_kill', machine);
}

function counterOf(name: string, text: string | null): number | null {
  const value = text === null ? undefined : new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1];
  return value === undefined ? null : Number(value);
}

function textOf(level: string, file: string): string | null {
  return contentOf(`${level}/${file}`)?.toString('latin1').trim() ?? null;
}

function least(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
}
