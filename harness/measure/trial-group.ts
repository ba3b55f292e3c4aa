import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** For the last process of a group to be gone from it, once killed. */
const LEAVING_MS = 2000;
const LOOK_MS = 10;

/**
 * A control group (version 2) for the process tree of one trial, below one that may be divided
 * (group-home.ts). It limits the memory of the tree as a container would: what the kernel can take back is
 * taken back, and then the out-of-memory killer ends a process. Nothing is swapped out meanwhile.
 */
export class TrialGroup implements AsyncDisposable {
  /** The file that a process writes its id to, in order to be in the group. */
  readonly processes: string;
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.processes = join(folder, 'cgroup.procs');
  }

  /** Throws where the system refuses. */
  static create(folder: string, memoryBytes: number): TrialGroup {
    mkdirSync(folder);
    const group = new TrialGroup(folder);
    try {
      writeFileSync(join(folder, 'memory.max'), String(memoryBytes));
      // Not there where the kernel has no swap.
      const swap = join(folder, 'memory.swap.max');
      if (existsSync(swap)) writeFileSync(swap, '0');
      return group;
    } catch (error) {
      rmdirSync(folder);
      throw error;
    }
  }

  /** Processes that the out-of-memory killer has ended in it. */
  oomKills(): number {
    const events = readFileSync(join(this.#folder, 'memory.events'), 'latin1');
    return Number(/^oom_kill (\d+)$/m.exec(events)?.[1] ?? 0);
  }

  /** Also when processes have left the tree, but not the group. */
  async [Symbol.asyncDispose](): Promise<void> {
    await removeGroup(this.#folder);
  }
}

/** Kills what is in a control group and removes it. Throws where it cannot be removed. */
export async function removeGroup(folder: string): Promise<void> {
  for (const start = Date.now(); ;) {
    try {
      rmdirSync(folder);
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return;
      if (code !== 'EBUSY' || Date.now() - start > LEAVING_MS) throw error;
    }
    // Linux 5.14 and later; before, what is left of a trial has been killed already.
    const kill = join(folder, 'cgroup.kill');
    if (existsSync(kill)) writeFileSync(kill, '1');
    await delay(LOOK_MS);
  }
}
