import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { endianness } from 'node:os';

/** The /proc file system of Linux, or a folder that stands in for it. */
export interface Proc {
  readonly root: string;
  /** Unit of all CPU times in /proc (100 on every architecture that Node supports). */
  readonly ticksPerSecond: number;
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

/** Resident memory of one process. */
export interface Memory {
  readonly rssBytes: number;
  /** What of it is files or shared memory. */
  readonly fileRssBytes: number;
  /** Most it has ever had: unlike ru_maxrss not inherited through exec. */
  readonly highWaterBytes: number;
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
const AT_CLKTCK = 17n;

/** Null where `root` holds no process information. */
export function openProc(root: string): Proc | null {
  const auxiliary = contentOf(`${root}/self/auxv`);
  if (auxiliary === null) return null;
  const values = parseAuxiliary(auxiliary);
  const ticksPerSecond = Number(values.get(AT_CLKTCK) ?? 100n);
  return { root, ticksPerSecond };
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

/** Files read many times a second are kept open: a reading then takes 10 µs instead of 20. */
export function openKept(proc: Proc, path: string): number | null {
  return ifReadable(() => openSync(`${proc.root}/${path}`, 'r'));
}

export function closeKept(descriptor: number): void {
  closeSync(descriptor);
}

/** From /proc/<pid>/status; the descriptor stays valid through exec. Null when the process has ended. */
export function readMemory(descriptor: number): Memory | null {
  const text = ifReadable(() => keptText(descriptor));
  if (text === null) return null;
  const highWaterBytes = kibibytes(text, '\nVmHWM:');
  const rssBytes = kibibytes(text, '\nVmRSS:');
  const files = kibibytes(text, '\nRssFile:');
  const shared = kibibytes(text, '\nRssShmem:');
  // A process that has ended keeps its entry, without these lines, until it is reaped.
  if (highWaterBytes === null || rssBytes === null || files === null || shared === null)
    return null;
  return { rssBytes, fileRssBytes: files + shared, highWaterBytes };
}

/** First field of a thread's schedstat: nanoseconds on a core. Null when the thread has ended. */
export function readRunNs(descriptor: number): number | null {
  const text = ifReadable(() => keptText(descriptor));
  return text === null ? null : Number.parseInt(text, 10);
}

/** Last field of /proc/loadavg: the newest pid or thread id; while it stays, nothing was started. */
export function readLastPid(descriptor: number): number {
  const text = keptText(descriptor);
  return Number(text.slice(text.lastIndexOf(' ')));
}

/** Null where the file does not exist. */
export function contentOf(path: string): Buffer | null {
  return ifReadable(() => readFileSync(path));
}

/** Longer than any file that is kept. */
const bytes = Buffer.alloc(4096);

function keptText(descriptor: number): string {
  return bytes.toString('latin1', 0, readSync(descriptor, bytes, 0, bytes.length, 0));
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
