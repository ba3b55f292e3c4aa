import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What names one process among all that ever ran here: pids are used again. */
export interface ProcessName {
  readonly pid: number;
  /** In clock ticks since boot; 0 where the system does not say. */
  readonly start: number;
}

const MARK = /concurrency-bench-(\d+)-(\d+)-(\d+)-/;

/** Part of the names of this process's temporary files, so that others see when they are abandoned. */
export function ownerMark(): string {
  const { pid, start } = thisProcess();
  return `concurrency-bench-${pidNamespace()}-${pid}-${start}-`;
}

/** Removes from a folder what processes that have ended have left there under their mark. */
export function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (isAbandoned(name)) removeIfOurs(join(folder, name));
  }
}

export function thisProcess(): ProcessName {
  return { pid: process.pid, start: startOf(process.pid) ?? 0 };
}

export function isRunning({ pid, start }: ProcessName): boolean {
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

/** Whether it has the mark of a process that has ended. */
export function isAbandoned(name: string): boolean {
  const [, namespace, pid, start] = (MARK.exec(name) ?? []).map(Number);
  if (pid === undefined || start === undefined) return false;
  // Pids of another container mean nothing here.
  return namespace === pidNamespace() && !isRunning({ pid, start });
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

/** 0 where the system has none. */
function pidNamespace(): number {
  try {
    return Number(/\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? 0);
  } catch {
    return 0;
  }
}
