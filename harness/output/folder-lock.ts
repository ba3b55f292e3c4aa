import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { lifeOf, pidOf, thisProcess } from '../../mock-server/owner.ts';
import { HarnessError } from '../errors.ts';

/** Another process that holds a folder. */
export interface Holder {
  readonly pid: number;
  /** Path of its lock. */
  readonly file: string;
  /** It is of another container or machine: whether it still runs cannot be seen from here. */
  readonly isElsewhere: boolean;
}

/** The process is behind it. */
const PREFIX = '.running-';

/** Folders that this process holds. */
const held = new Set<string>();

/**
 * Keeps other processes from writing into a folder, also those of other containers and machines that
 * share it. Every process has a file of its own, and looks for others after it has written it: a file of
 * a process that has ended can be removed at any time, and two processes that start at the same moment
 * never both go on.
 */
export class FolderLock implements Disposable {
  readonly #folder: string;
  readonly #file: string;

  /** Throws what `refusal` makes of the holder where another run holds the folder. */
  constructor(
    folder: string,
    refusal: (holder: Holder) => HarnessError = (holder) => inUse(folder, holder),
  ) {
    this.#folder = resolve(folder);
    this.#file = join(folder, `${PREFIX}${thisProcess()}`);
    const own = { pid: process.pid, file: this.#file, isElsewhere: false };
    if (held.has(this.#folder)) throw refusal(own);
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

export function isLockFile(name: string): boolean {
  return name.startsWith(PREFIX);
}

/** The holder with what the user can do, as the end of a message. */
export function untilItEnds({ file, isElsewhere }: Holder): string {
  return isElsewhere
    ? `wait until it ends, or delete ${file} if it has been killed`
    : 'wait until it ends';
}

export function shownHolder({ pid, isElsewhere }: Holder): string {
  return `process ${pid}${isElsewhere ? ' of another container or machine' : ''}`;
}

/** Files of processes that have ended are removed. */
function otherHolder(folder: string): Holder | null {
  for (const name of readdirSync(folder).filter(isLockFile)) {
    const file = join(folder, name);
    const owner = name.slice(PREFIX.length);
    const [pid, life] = [pidOf(owner), lifeOf(owner)];
    if (pid === null || life === 'this process') continue;
    if (life !== 'ended') return { pid, file, isElsewhere: life === 'unknown' };
    rmSync(file, { force: true });
  }
  return null;
}

function inUse(folder: string, holder: Holder): HarnessError {
  return new HarnessError(
    'output-in-use',
    `--out ${folder} is being written by ${shownHolder(holder)}: ${untilItEnds(holder)}, or name another folder`,
  );
}
