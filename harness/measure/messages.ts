/** What the harness asks of the launcher process, and what it gets back. Types only. */
import type { Limits } from '../../results/format.ts';

export interface LaunchCommand {
  readonly executable: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment of the trial; nothing is added. */
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** From spawn until the tree gets SIGTERM. */
  readonly timeoutMs: number;
  /** From SIGTERM until SIGKILL. */
  readonly killGraceMs: number;
  /** Between two readings of the tree's memory; null to leave it unread, which takes no CPU. */
  readonly sampleIntervalMs: number | null;
  /** Null for none. */
  readonly limits: LaunchLimits | null;
  /** Processes that belong to the benchmark but not to the trial: their CPU is not foreign. */
  readonly ownPids: readonly number[];
  /** Written to stdin, which then ends; what comes on stdout is then kept. Not said: neither is. */
  readonly input?: string;
}

/** Some of what a program has written to stdout, and when it arrived. */
export interface OutputPart {
  /** Monotonic. */
  readonly atMs: number;
  readonly text: string;
}

/** What the process tree may use. */
export interface LaunchLimits extends Limits {
  /** Folder of the control group that is made for the tree, and removed; null without a limit of memory. */
  readonly group: string | null;
}

export interface LaunchResult {
  /** Monotonic, just before the spawn call. */
  readonly spawnedAtMs: number;
  /** Monotonic, when the first process of the tree had been reaped. */
  readonly exitedAtMs: number;
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly timedOut: boolean;
  readonly aborted: boolean;
  /** Why the program did not start; every other field is then empty. */
  readonly spawnError: string | null;
  /** All that was written to file descriptor 3 of the first process, as UTF-8. */
  readonly report: string;
  /** What came on stdout of a program that was given an input, up to 64 MiB; of others nothing. */
  readonly stdout: readonly OutputPart[];
  /** The last 4 KiB. */
  readonly stderrTail: string;
  /**
   * Processes that the kernel's out-of-memory killer ended meanwhile in the control group that the
   * trial runs in, its own where it has one; 0 also where the kernel does not count them.
   */
  readonly oomKills: number;
  /** Processes of the tree that were alive after the first one had exited, and were killed. */
  readonly leftovers: number;
  readonly cpu: CpuTime | null;
  readonly memory: TreeMemory | null;
  readonly load: MachineLoad;
  /** CPU of the launcher itself from when the program runs until it has been reaped. */
  readonly samplerCpuMs: number;
  /** For each figure that is null: why. */
  readonly unavailable: Unavailable;
}

/** CPU of the reaped tree as the kernel counted it; each part is cut to whole ticks of 10 ms. */
export interface CpuTime {
  readonly userMs: number;
  readonly systemMs: number;
}

/**
 * Memory of the tree over time. Between two readings a new peak of one process is seen by the
 * kernel's mark, but not what of it goes and comes in several at once.
 */
export interface TreeMemory {
  /** Highest sum of resident memory; a page shared by n processes counts n times. */
  readonly peakRssBytes: number;
  /**
   * Highest sum of proportional memory: a page mapped by n processes counts 1/n in each. The n
   * includes processes outside the tree that run the same executable; trials have one of their own.
   */
  readonly peakPssBytes: number | null;
  /** How often the tree was read. */
  readonly readings: number;
  /** At most 150 points, each the maximum since the point before. */
  readonly timeline: MemoryTimeline;
  readonly processes: readonly ProcessMemory[];
}

export interface MemoryTimeline {
  /** Milliseconds since `spawnedAtMs`. */
  readonly atMs: readonly number[];
  readonly rssBytes: readonly number[];
  /** Null where proportional memory is not to be had. */
  readonly pssBytes: readonly number[] | null;
}

export interface ProcessMemory {
  readonly pid: number;
  /**
   * The kernel's high-water mark when last read, at most one interval before the process ended:
   * a lower bound. A process that reads its own just before it ends knows better.
   */
  readonly highWaterBytes: number;
  /** One value for each point of the timeline, 0 where the process was not there. */
  readonly rssBytes: readonly number[];
}

/** What else the machine did while the trial ran; shares from 0 to 1. */
export interface MachineLoad {
  /** Share of all cores' time that the hypervisor gave to others. */
  readonly stealShare: number | null;
  /** Share of all cores' time used neither by the tree, nor the launcher, nor `ownPids`. */
  readonly foreignShare: number | null;
  /** Share of the time in which some runnable task waited for a core (PSI `some`). */
  readonly pressureShare: number | null;
  /** Share of the CPU quota's periods in which it was used up and the tree stood still; null without one. */
  readonly throttledShare: number | null;
}

export type Unavailable = Readonly<
  Partial<Record<'cpu' | 'memory' | 'peakPssBytes' | keyof MachineLoad, string>>
>;

/** Harness to launcher process, as JSON. */
export type LauncherRequest =
  | { readonly type: 'launch'; readonly command: LaunchCommand; readonly driven: boolean }
  | { readonly type: 'abort' }
  /** A line for descriptor 4 of a driven program, or the end of it. */
  | { readonly type: 'tell'; readonly line: string }
  | { readonly type: 'close' };

/** Launcher process to harness, as JSON. */
export type LauncherReply =
  | { readonly type: 'ready' }
  | { readonly type: 'spawned'; readonly pid: number }
  /** What a driven program has written to descriptor 3, as soon as it has. */
  | { readonly type: 'said'; readonly line: string }
  | { readonly type: 'done'; readonly result: LaunchResult }
  | { readonly type: 'failed'; readonly stack: string };
