import { setTimeout as delay } from 'node:timers/promises';
import { listPids, readStat, type Proc, type ProcessStat } from './proc.ts';

/** A tree in which one process still lives this long after SIGKILL is stuck in the kernel. */
const KILL_LIMIT_MS = 10_000;
const KILL_POLL_MS = 5;

/**
 * The processes that descend from one leader of a session of its own.
 *
 * A descendant keeps the session even when its parent ends and init adopts it. One that leaves by
 * setsid (a Node child spawned `detached`) is found by its parent, which must be a member when
 * `discover` runs: a daemon that forks twice between two calls escapes. Without /proc only the
 * leader's process group is known, and on Windows only the leader.
 */
export class ProcessTree implements AsyncDisposable {
  readonly #proc: Proc | null;
  readonly #leader: number;
  /** Start times of the members when last looked for. */
  readonly #members = new Map<number, number>();
  /** All pids when last looked, so that most calls read no more than the list of pids. */
  #seen: ReadonlySet<number>;
  /** Members seen once between fork and exec. */
  readonly #forked = new Set<number>();

  /** `others` were there before the leader: they are not looked at. */
  constructor(proc: Proc | null, leader: number, others: readonly number[] = []) {
    this.#proc = proc;
    this.#leader = leader;
    this.#seen = new Set(others);
  }

  /**
   * Looks for members and returns those whose memory is their own: a process between vfork and
   * exec shows its parent's, so one that has not called exec counts when seen a second time.
   */
  discover(): number[] {
    if (this.#proc === null) return [];
    const pids = listPids(this.#proc);
    for (const pid of pids) {
      if (!this.#seen.has(pid) || this.#forked.has(pid)) this.#admit(pid);
    }
    this.#seen = new Set(pids);
    for (const pid of this.#members.keys()) {
      if (!this.#seen.has(pid)) this.#forget(pid);
    }
    return [...this.#members.keys()].filter((pid) => !this.#forked.has(pid));
  }

  /** What the process table holds of the tree, including members that have ended unreaped. */
  entries(): ProcessStat[] {
    this.discover();
    return [...this.#members].flatMap(([pid, startTicks]) => {
      const stat = this.#stat(pid);
      return stat?.startTicks === startTicks ? [stat] : [];
    });
  }

  isAlive(): boolean {
    if (this.#proc === null) return sendSignal(this.#wholeGroup(), 0);
    return this.entries().some((entry) => !entry.zombie);
  }

  signal(signal: NodeJS.Signals): void {
    // One call for the whole group leaves no moment for a member to fork between two signals.
    sendSignal(this.#wholeGroup(), signal);
    for (const { pid, group } of this.entries()) {
      if (group !== this.#leader) sendSignal(pid, signal);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }

  /** Resolves when no member is alive. */
  async kill(): Promise<void> {
    const giveUpAt = Date.now() + KILL_LIMIT_MS;
    while (this.isAlive()) {
      if (Date.now() > giveUpAt) {
        throw new Error(`the processes of session ${this.#leader} outlive SIGKILL`);
      }
      this.signal('SIGKILL');
      await delay(KILL_POLL_MS);
    }
  }

  #admit(pid: number): void {
    const stat = this.#stat(pid);
    if (stat === null || !this.#isMember(stat)) return;
    this.#members.set(pid, stat.startTicks);
    if (stat.executed || this.#forked.has(pid)) this.#forked.delete(pid);
    else this.#forked.add(pid);
  }

  #isMember({ pid, parent, session }: ProcessStat): boolean {
    return pid === this.#leader || session === this.#leader || this.#members.has(parent);
  }

  #stat(pid: number): ProcessStat | null {
    return this.#proc === null ? null : readStat(this.#proc, pid);
  }

  #forget(pid: number): void {
    this.#members.delete(pid);
    this.#forked.delete(pid);
  }

  #wholeGroup(): number {
    return process.platform === 'win32' ? this.#leader : -this.#leader;
  }
}

/** False when no process is there to get the signal. */
function sendSignal(target: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(target, signal);
    return true;
  } catch (error) {
    // macOS says EPERM of a group in which all have ended.
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ESRCH' || code === 'EPERM') return false;
    throw error;
  }
}
