import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { endianness } from 'node:os';

/** The /proc file system of Linux, or a folder that stands in for it. */
export interface Proc {
  readonly root: string;
  /** Unit of all CPU times in /proc (100 on every architecture that Node supports). */
  readonly ticksPerSecond: number;
  /** Unit of statm. */
  readonly pageBytes: number;
}

/** The fields of /proc/<pid>/stat that matter here; see proc_pid_stat(5). CPU is in ticks. */
export interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** Ended, and only waiting for its parent to take notice. */
  readonly zombie: boolean;
  /** Its memory is being torn down. */
  readonly exiting: boolean;
  /** False between fork and exec, while the memory shown may still be the parent's. */
  readonly executed: boolean;
  readonly userTicks: number;
  readonly systemTicks: number;
  readonly reapedUserTicks: number;
  readonly reapedSystemTicks: number;
  /** With the pid, the identity of a process: pids are used again. */
  readonly startTicks: number;
}

/** Resident and proportional memory of one process at one moment. */
export interface Rollup {
  readonly rssBytes: number;
  readonly pssBytes: number;
  readonly anonymousRssBytes: number;
  readonly anonymousPssBytes: number;
}

export const NO_PROC = 'there is no /proc here: it is Linux only';

// include/linux/sched.h
const PF_EXITING = 0x4;
const PF_FORKNOEXEC = 0x40;
// include/uapi/linux/auxvec.h
const AT_PAGESZ = 6n;
const AT_CLKTCK = 17n;
// ASCII
const SPACE = 0x20;
const ZERO = 0x30;

/** Null where `root` holds no process information. */
export function openProc(root: string): Proc | null {
  const auxiliary = contentOf(`${root}/self/auxv`);
  if (auxiliary === null) return null;
  const values = parseAuxiliary(auxiliary);
  const ticksPerSecond = Number(values.get(AT_CLKTCK) ?? 100n);
  const pageBytes = Number(values.get(AT_PAGESZ) ?? 4096n);
  return { root, ticksPerSecond, pageBytes };
}

/** Pids of all processes, ascending as the kernel lists them. */
export function listPids(proc: Proc): number[] {
  const pids: number[] = [];
  for (const name of readdirSync(proc.root)) {
    const pid = Number(name);
    if (pid > 0) pids.push(pid);
  }
  return pids;
}

/** Null when the process is gone or out of reach. */
export function readStat(proc: Proc, pid: number | 'self'): ProcessStat | null {
  const text = textOf(proc, pid, 'stat');
  return text === null ? null : parseStat(text);
}

/** Walks all page tables of the process under its memory lock: 0.2 to 3 ms. Needs Linux 5.4. */
export function readRollup(proc: Proc, pid: number): Rollup | null {
  const text = textOf(proc, pid, 'smaps_rollup');
  if (text === null) return null;
  const rssBytes = kibibytes(text, '\nRss:');
  const pssBytes = kibibytes(text, '\nPss:');
  const anonymousRssBytes = kibibytes(text, '\nAnonymous:');
  const anonymousPssBytes = kibibytes(text, '\nPss_Anon:');
  if (rssBytes === null || pssBytes === null) return null;
  if (anonymousRssBytes === null || anonymousPssBytes === null) return null;
  return { rssBytes, pssBytes, anonymousRssBytes, anonymousPssBytes };
}

/** VmHWM: unlike ru_maxrss not inherited through exec. Null when the process is gone or out of reach. */
export function readHighWaterBytes(proc: Proc, pid: number): number | null {
  const text = textOf(proc, pid, 'status');
  return text === null ? null : kibibytes(text, '\nVmHWM:');
}

/**
 * Files read a hundred times a second are kept open and read as bytes: per reading that takes
 * some 10 µs where opening and splitting text take 50.
 */
export function openKept(proc: Proc, path: string): number | null {
  return ifReadable(() => openSync(`${proc.root}/${path}`, 'r'));
}

export function closeKept(descriptor: number): void {
  closeSync(descriptor);
}

const bytes = Buffer.alloc(256);

/**
 * Resident memory from /proc/<pid>/statm, and how much of it is files (or shared memory). The
 * descriptor stays valid through exec. Null when the process is gone.
 */
export function readStatm(
  proc: Proc,
  descriptor: number,
): { rssBytes: number; fileRssBytes: number } | null {
  const length = ifReadable(() => readSync(descriptor, bytes, 0, bytes.length, 0));
  if (length === null) return null;
  const residentAt = bytes.indexOf(SPACE) + 1;
  const resident = integerAt(residentAt);
  // A process that has ended keeps its entry, with zeros, until it is reaped.
  if (resident === 0) return null;
  const files = integerAt(bytes.indexOf(SPACE, residentAt) + 1);
  return { rssBytes: resident * proc.pageBytes, fileRssBytes: files * proc.pageBytes };
}

/** Last field of /proc/loadavg: the newest pid or thread id; while it stays, nothing was started. */
export function readLastPid(descriptor: number): number {
  const length = readSync(descriptor, bytes, 0, bytes.length, 0);
  return integerAt(bytes.lastIndexOf(SPACE, length - 1) + 1);
}

/** Null where the file does not exist. */
export function contentOf(path: string): Buffer | null {
  return ifReadable(() => readFileSync(path));
}

/** As UTF-8 because Node reads that in one native call, in half the time of any other encoding. */
function textOf(proc: Proc, pid: number | 'self', file: string): string | null {
  return ifReadable(() => readFileSync(`${proc.root}/${pid}/${file}`, 'utf8'));
}

export function parseStat(text: string): ProcessStat {
  // The name stands in parentheses and may itself hold spaces and parentheses.
  const nameEnd = text.lastIndexOf(')');
  const fields = text.slice(nameEnd + 2).split(' ');
  const state = fields[0] ?? '';
  // proc_pid_stat(5) counts from 1 at the pid; the state is its field 3.
  const field = (number: number): number => Number(fields[number - 3]);
  return {
    pid: Number.parseInt(text, 10),
    parent: field(4),
    group: field(5),
    session: field(6),
    zombie: state === 'Z' || state === 'X',
    exiting: (field(9) & PF_EXITING) !== 0,
    executed: (field(9) & PF_FORKNOEXEC) === 0,
    userTicks: field(14),
    systemTicks: field(15),
    reapedUserTicks: field(16),
    reapedSystemTicks: field(17),
    startTicks: field(22),
  };
}

/** Pairs of 64-bit words, type and value; every architecture that Node supports has 64 bits. */
function parseAuxiliary(words: Buffer): Map<bigint, bigint> {
  const little = endianness() === 'LE';
  const word = (at: number): bigint =>
    little ? words.readBigUInt64LE(at) : words.readBigUInt64BE(at);
  const values = new Map<bigint, bigint>();
  for (let at = 0; at + 16 <= words.length; at += 16) values.set(word(at), word(at + 8));
  return values;
}

/** The digits in `bytes` from an index on. */
function integerAt(index: number): number {
  let value = 0;
  for (let at = index; at < bytes.length; at++) {
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  return value;
}

function kibibytes(text: string, key: string): number | null {
  const at = text.indexOf(key);
  return at < 0 ? null : Number.parseInt(text.slice(at + key.length), 10) * 1024;
}

/** A process that is gone, or another user's, has nothing to read. Nothing else is forgiven. */
function ifReadable<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(code)) return null;
    throw error;
  }
}
