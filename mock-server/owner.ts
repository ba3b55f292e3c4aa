import { hash } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { hostId } from './host-id.ts';

/** Where a pid means one process: two containers, machines or boots may each have a process 7. */
interface PidSpace {
  /** With the name, as containers of one image may have one id. */
  readonly host: string;
  /** The first digits of what the kernel draws at boot; 0 where it does not say. */
  readonly boot: string;
  /** Inode of the namespace, unique within a boot; 0 where the system has none. */
  readonly namespace: string;
}

/** What names one process among all that ever ran anywhere: pids are used again. */
interface ProcessName extends PidSpace {
  readonly pid: number;
  /** In clock ticks since boot; 0 where the system does not say. */
  readonly start: number;
}

/** Whether a process runs; it is not known of one whose pids mean nothing here. */
export type Life = 'this process' | 'running' | 'ended' | 'unknown';

const NAME = /([0-9a-f]{12})-([0-9a-f]+)-(\d+)-(\d+)-(\d+)/;
const MARK = new RegExp(`concurrency-bench-${NAME.source}-`);

/** Part of the names of this process's temporary files, so that others see when they are abandoned. */
export function ownerMark(): string {
  return `concurrency-bench-${thisProcess()}-`;
}

/** Removes from a folder what processes that have ended have left there under their mark. */
export function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (isAbandoned(name)) removeIfOurs(join(folder, name));
  }
}

/** Whether it has the mark of a process that has ended. */
export function isAbandoned(name: string): boolean {
  const [, ...parts] = MARK.exec(name) ?? [];
  return parts.length > 0 && lifeOf(parts.join('-')) === 'ended';
}

/** The name of this process, as part of a file's. */
export function thisProcess(): string {
  const { host, boot, namespace } = pidSpace();
  return [host, boot, namespace, process.pid, startOf(process.pid) ?? 0].join('-');
}

/** Of a process by its name; 'unknown' also for what is no such name. */
export function lifeOf(name: string): Life {
  const process = readName(name);
  if (process === null) return 'unknown';
  if (name === thisProcess()) return 'this process';
  const here = pidSpace();
  if (process.host !== here.host) return 'unknown';
  if (process.boot !== here.boot) return 'ended';
  if (process.namespace !== here.namespace) return 'unknown';
  return isRunning(process) ? 'running' : 'ended';
}

/** Null for what is no name of a process. */
export function pidOf(name: string): number | null {
  return readName(name)?.pid ?? null;
}

function readName(text: string): ProcessName | null {
  const [whole, host = '', boot = '', namespace = '', pid, start] = NAME.exec(text) ?? [];
  if (whole !== text) return null;
  return { host, boot, namespace, pid: Number(pid), start: Number(start) };
}

function isRunning({ pid, start }: ProcessName): boolean {
  const now = startOf(pid);
  if (now !== null) return now === start;
  if (startOf(process.pid) !== null) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It exists and is another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function removeIfOurs(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    // Another user's, in a folder for all.
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!['EACCES', 'EPERM', 'EROFS'].includes(code)) throw error;
  }
}

/** Null where no such process runs, or the system does not say. */
function startOf(pid: number): number | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return null;
  }
  // proc_pid_stat(5): after the name, which may hold anything, state is field 3 and start field 22.
  const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' || state === 'X' ? null : Number(fields[18]);
}

function pidSpace(): PidSpace {
  const boot = said(
    () => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1'),
    /^[0-9a-f]{8}/,
  );
  const namespace = said(() => readlinkSync('/proc/self/ns/pid'), /\d+/);
  const host = hash('sha256', `${hostId()} ${hostname()}`).slice(0, 12);
  return { host, boot, namespace };
}

/** What the system says, as far as it has this form; 0 where it does not say. */
function said(ask: () => string, form: RegExp): string {
  try {
    return form.exec(ask())?.[0] ?? '0';
  } catch {
    return '0';
  }
}
