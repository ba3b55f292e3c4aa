import os from 'node:os';

import {
  FlagError,
  isInRange,
  type NumberRange,
  rangeProblem,
  quoted,
} from '../../mock-server/flags.ts';
import type { Limits } from '../../results/format.ts';
import { HarnessError } from '../errors.ts';
import { memoryLimitBytes } from '../measure/cgroup.ts';
import { contentOf, openProc } from '../measure/proc.ts';
import { formatValue } from '../text/format.ts';
import { listedCores } from './core-list.ts';

/** What trials may be limited to, as far as it is given. */
export interface GivenLimits {
  /** With its unit: `512MB` or `2GiB`. */
  readonly memoryLimit?: string | undefined;
  /** How many, or which. */
  readonly cores?: number | readonly number[] | undefined;
  /** Added to the nice value that the command has itself. */
  readonly nice?: number | undefined;
}

/** What this machine has, or leaves to this process. */
interface Available {
  readonly memoryBytes: number;
  /** As the kernel writes it; null where the system does not say. */
  readonly cores: string | null;
}

/** A megabyte has 10^6 bytes here, as in every report. */
const UNITS: Readonly<Record<string, number>> = {
  MB: 1e6,
  GB: 1e9,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
};

export const NICE: NumberRange = { flag: 'nice', min: -20, max: 19, whole: true };

const CORE_LIST = /^\d+(-\d+)?(,\d+(-\d+)?)*$/;
/** More than any machine has: a longer range is a slip, and would fill the memory. */
const MOST_CORES = 4096;

/** The cores in a flag's value: a number is how many, a list such as `0,1` or `2-3` says which. */
export function coresOf(text: string | undefined): number | readonly number[] | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  const ends = text.split(/[-,]/).map(Number);
  if (CORE_LIST.test(text) && Math.max(...ends) < MOST_CORES) return listedCores(text);
  const message = `--cores must be how many, such as 2, or which, such as 0,1 or 2-3, not ${quoted(text)}`;
  throw new FlagError('bad-value', message);
}

/** Null for none. Throws HarnessError that names the flag. */
export function resolveLimits(given: GivenLimits, available = availableHere()): Limits | null {
  const { memoryLimit, cores, nice } = given;
  if (memoryLimit === undefined && cores === undefined && nice === undefined) return null;
  return {
    memoryBytes: memoryLimit === undefined ? null : bytesOf(memoryLimit, available),
    cores: cores === undefined ? null : [...chosenCores(cores, available)],
    nice: nice === undefined ? null : niceOf(nice),
  };
}

function availableHere(): Available {
  const proc = openProc('/proc');
  const status = contentOf('/proc/self/status')?.toString('latin1') ?? '';
  return {
    memoryBytes: Math.min(os.totalmem(), memoryLimitBytes(proc) ?? Infinity),
    cores: /^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1] ?? null,
  };
}

function bytesOf(text: string, { memoryBytes }: Available): number {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?) ?([MG]i?B)$/.exec(text) ?? [];
  const bytes = Math.round(Number(number) * (UNITS[unit] ?? NaN));
  if (!(bytes >= 1e6)) {
    throw bad(
      `--memory-limit must be a size from 1MB on, such as 512MB or 2GiB, not ${quoted(text)}`,
    );
  }
  if (bytes <= memoryBytes) return bytes;
  const most = formatValue(memoryBytes, 'bytes');
  throw bad(`--memory-limit ${text} has no effect: the machine leaves ${most} to this process`);
}

function chosenCores(
  given: number | readonly number[],
  { cores: list }: Available,
): readonly number[] {
  if (list === null) {
    throw new HarnessError('limits', '--cores needs Linux: this system binds no process to cores');
  }
  const all = listedCores(list);
  if (typeof given === 'number') {
    if (Number.isInteger(given) && given >= 1 && given <= all.length) return all.slice(0, given);
    throw bad(
      `--cores must be from 1 to ${all.length}, or a list of these (${list}), not ${given}`,
    );
  }
  const absent = given.find((core) => !all.includes(core));
  if (absent !== undefined) {
    throw bad(`--cores names core ${absent}, and this process may use ${list}`);
  }
  if (given.length === 0) throw bad(`--cores names no core: this process may use ${list}`);
  return all.filter((core) => given.includes(core));
}

function niceOf(nice: number): number {
  if (isInRange(NICE, nice)) return nice;
  throw bad(rangeProblem(NICE, nice));
}

function bad(message: string): HarnessError {
  return new HarnessError('bad-value', message);
}
