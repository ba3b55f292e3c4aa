import { readdirSync } from 'node:fs';
import { closeKept, openKept, readRunNs, readStat, type Proc } from './proc.ts';
import type { ProcessTree } from './process-tree.ts';

/** A thread that was alive when last read. */
interface Thread {
  readonly pid: number;
  /** Its schedstat, kept open. */
  readonly schedstat: number;
  runNs: number;
}

/**
 * CPU of a process tree so far, from outside and in nanoseconds: /proc/<pid>/task/<tid>/schedstat
 * counts the time on a core of each thread, user and system, and is exact once the thread is off it.
 *
 * Of a thread that has ended what it had when last read is known, and the rest as far as the kernel's
 * sums say, which are in ticks of 10 ms: less than two ticks of each process are missing at any time,
 * however many threads end.
 */
export class TreeCpu implements Disposable {
  readonly #proc: Proc;
  readonly #tree: ProcessTree;
  readonly #threads = new Map<number, Thread>();
  /** What ended threads used, by process; of processes that are gone, by all of their threads. */
  readonly #endedNs = new Map<number, number>();

  private constructor(proc: Proc, tree: ProcessTree) {
    this.#proc = proc;
    this.#tree = tree;
  }

  /** Null where the kernel does not count per thread. */
  static open(proc: Proc, tree: ProcessTree): TreeCpu | null {
    const cpu = new TreeCpu(proc, tree);
    cpu.discover();
    return cpu.#threads.size === 0 ? null : cpu;
  }

  /**
   * Looks for threads and processes that have come, and for what others used that came and went. It
   * reads the whole process table; what is found counts with the next reading.
   */
  discover(): void {
    for (const pid of this.#tree.discover()) {
      for (const tid of threadIds(this.#proc, pid)) {
        if (this.#threads.has(tid)) continue;
        const schedstat = openKept(this.#proc, `${pid}/task/${tid}/schedstat`);
        if (schedstat !== null) this.#threads.set(tid, { pid, schedstat, runNs: 0 });
      }
      this.#reconcile(pid);
    }
  }

  /** In ms; of threads that have been discovered, and of those that have ended. */
  read(): number {
    const shrunk = new Set<number>();
    for (const [tid, thread] of this.#threads) {
      if (!this.#reread(tid, thread)) shrunk.add(thread.pid);
    }
    for (const pid of shrunk) this.#reconcile(pid);
    const endedNs = [...this.#endedNs.values()].reduce((sum, ns) => sum + ns, 0);
    return ([...this.#threads.values()].reduce((sum, { runNs }) => sum + runNs, 0) + endedNs) / 1e6;
  }

  [Symbol.dispose](): void {
    for (const { schedstat } of this.#threads.values()) closeKept(schedstat);
    this.#threads.clear();
  }

  /** False where the thread has ended. */
  #reread(tid: number, thread: Thread): boolean {
    const runNs = readRunNs(thread.schedstat);
    if (runNs !== null) {
      thread.runNs = runNs;
      return true;
    }
    closeKept(thread.schedstat);
    this.#threads.delete(tid);
    this.#endedNs.set(thread.pid, (this.#endedNs.get(thread.pid) ?? 0) + thread.runNs);
    return false;
  }

  /**
   * Ended threads used what the kernel's sum for their process has beyond the living ones. The sum is
   * read first: what a thread uses in between makes the rest smaller, never larger than it is.
   */
  #reconcile(pid: number): void {
    const stat = readStat(this.#proc, pid);
    if (stat === null) return;
    const ticks = stat.userTicks + stat.systemTicks;
    let aliveNs = 0;
    for (const [tid, thread] of this.#threads) {
      if (thread.pid === pid && this.#reread(tid, thread)) aliveNs += thread.runNs;
    }
    const endedNs = (ticks / this.#proc.ticksPerSecond) * 1e9 - aliveNs;
    this.#endedNs.set(pid, Math.max(this.#endedNs.get(pid) ?? 0, endedNs));
  }
}

function threadIds({ root }: Proc, pid: number): readonly number[] {
  try {
    return readdirSync(`${root}/${pid}/task`).map(Number);
  } catch {
    // It has ended since it was found.
    return [];
  }
}
