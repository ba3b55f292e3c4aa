import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { isRunning, thisProcess } from '../../mock-server/owner.ts';
import { HarnessError } from '../errors.ts';

/** Pid and start of the process. */
const LOCK_FILE = /^\.running-(\d+)-(\d+)$/;

/** Folders that this process holds. */
const held = new Set<string>();

/**
 * Keeps other processes of this machine from writing into a folder. Every process has a file of its
 * own, and looks for others after it has written it: a file of a process that has ended can be
 * removed at any time, and two processes that start at the same moment never both go on.
 */
export class FolderLock implements Disposable {
  readonly #folder: string;
  readonly #file: string;

  /** Throws what `refusal` makes of the holder's pid where another run holds the folder. */
  constructor(
    folder: string,
    refusal: (pid: number) => HarnessError = (pid) => inUse(folder, pid),
  ) {
    this.#folder = resolve(folder);
    const { pid, start } = thisProcess();
    this.#file = join(folder, `.running-${pid}-${start}`);
    if (held.has(this.#folder)) throw refusal(process.pid);
    writeFileSync(this.#file, '');
    held.add(this.#folder);
    const holder = otherHolder(folder);
    if (holder === null) return;
    this[Symbol.dispose]();
    throw refusal(holder);
  }

  [Symbol.dispose](): void {
    rmSync(this.#file, { force: true });
    held.delete(this.#folder);
  }
}

/** Pid of another process that holds the folder. Files of processes that have ended are removed. */
function otherHolder(folder: string): number | null {
  for (const name of readdirSync(folder)) {
    const [, pid, start] = (LOCK_FILE.exec(name) ?? []).map(Number);
    if (pid === undefined || pid === process.pid) continue;
    if (isRunning({ pid, start: start ?? 0 })) return pid;
    rmSync(join(folder, name), { force: true });
  }
  return null;
}

function inUse(folder: string, pid: number): HarnessError {
  return new HarnessError(
    'output-in-use',
    `--out ${folder} is being written by process ${pid}: wait until it ends, or name another folder`,
  );
}
