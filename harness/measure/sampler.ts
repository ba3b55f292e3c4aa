import { monotonicMs } from '../clock.ts';
import type { ProcessMemory, TreeMemory } from './messages.ts';
import { addReading, createTimeline, finishTimeline } from './memory-timeline.ts';
import type { ProcessTree } from './process-tree.ts';
import {
  closeKept,
  openKept,
  readLastPid,
  readMemory,
  readRollup,
  type Proc,
  type Rollup,
} from './proc.ts';
import { RollupSchedule } from './rollup-schedule.ts';
import { estimatePssBytes, learnSharing, UNREAD } from './sharing.ts';

/**
 * New processes are looked for this often: it reads the whole process table. What one had before it
 * was found is in its high-water mark.
 */
const DISCOVERY_INTERVAL_MS = 100;
/** And without a sign of a new one this often: not every /proc shows the last pid. */
const FULL_DISCOVERY_INTERVAL_MS = 1000;

/** One process as last read. */
interface Watched {
  readonly pid: number;
  /** Its /proc/<pid>/status, kept open. */
  readonly status: number;
  /** The most since the reading before where the high-water mark tells, else that of the moment. */
  rssBytes: number;
  fileRssBytes: number;
}

/** Reads the memory of a process tree at a fixed interval, from construction to `stop`. */
export class Sampler {
  readonly #proc: Proc;
  readonly #tree: ProcessTree;
  readonly #spawnedAtMs: number;
  readonly #timer: NodeJS.Timeout;
  readonly #watched = new Map<number, Watched>();
  readonly #highWaterBytes = new Map<number, number>();
  readonly #timeline = createTimeline();
  /** Of the last reading. */
  #rssBytes = 0;
  #fileRssBytes = 0;
  #readings = 0;
  #peakRssBytes = 0;
  /** Null when smaps_rollup cannot be read. */
  #peakPssBytes: number | null = 0;
  /** Of /proc/loadavg; null where there is none. */
  readonly #loadavg: number | null;
  #lastPid = 0;
  #started = true;
  #nextDiscoveryMs = 0;
  #nextFullDiscoveryMs = 0;
  #sharing = UNREAD;
  readonly #rollups = new RollupSchedule();

  constructor(proc: Proc, tree: ProcessTree, spawnedAtMs: number, intervalMs: number) {
    this.#proc = proc;
    this.#tree = tree;
    this.#loadavg = openKept(proc, 'loadavg');
    this.#spawnedAtMs = spawnedAtMs;
    this.#sample();
    this.#timer = setInterval(() => {
      this.#sample();
    }, intervalMs);
  }

  /** Null when the tree was gone before the first reading. */
  stop(): TreeMemory | null {
    clearInterval(this.#timer);
    for (const watched of this.#watched.values()) this.#drop(watched);
    if (this.#loadavg !== null) closeKept(this.#loadavg);
    if (this.#readings === 0) return null;
    return {
      peakRssBytes: this.#peakRssBytes,
      peakPssBytes: this.#peakPssBytes === null ? null : Math.round(this.#peakPssBytes),
      readings: this.#readings,
      timeline: finishTimeline(this.#timeline),
      processes: [...this.#timeline.processes].map(([pid, rssBytes]): ProcessMemory => ({
        pid,
        highWaterBytes: this.#highWaterBytes.get(pid) ?? 0,
        rssBytes,
      })),
    };
  }

  #sample(): void {
    const now = monotonicMs();
    if (now >= this.#nextDiscoveryMs) {
      this.#nextDiscoveryMs = now + DISCOVERY_INTERVAL_MS;
      this.#discover(now);
    }
    if (!this.#readMemories()) return;
    if (this.#rollups.isDue(now, this.#fileRssBytes)) this.#learnSharing(now);
    this.#record(now);
  }

  #discover(now: number): void {
    // One that had not yet called exec at the first look is counted at the second.
    const startedBefore = this.#started;
    this.#started = this.#hasAnyStarted();
    if (!this.#started && !startedBefore && now < this.#nextFullDiscoveryMs) return;
    this.#nextFullDiscoveryMs = now + FULL_DISCOVERY_INTERVAL_MS;
    for (const pid of this.#tree.discover()) {
      if (this.#watched.has(pid)) continue;
      const status = openKept(this.#proc, `${pid}/status`);
      if (status === null) continue;
      this.#watched.set(pid, { pid, status, rssBytes: 0, fileRssBytes: 0 });
      this.#rollups.joined();
    }
  }

  /** Whether any process or thread of the machine has started since the last call. */
  #hasAnyStarted(): boolean {
    if (this.#loadavg === null) return true;
    const lastPid = readLastPid(this.#loadavg);
    const started = lastPid !== this.#lastPid;
    this.#lastPid = lastPid;
    return started;
  }

  /** False when nothing of the tree is left. */
  #readMemories(): boolean {
    this.#rssBytes = 0;
    this.#fileRssBytes = 0;
    for (const watched of this.#watched.values()) {
      const memory = readMemory(watched.status);
      if (memory === null) {
        this.#drop(watched);
        this.#rollups.left();
        continue;
      }
      // A mark that has risen was reached since the last reading, if only for a moment.
      const risen = memory.highWaterBytes > (this.#highWaterBytes.get(watched.pid) ?? 0);
      if (risen) this.#highWaterBytes.set(watched.pid, memory.highWaterBytes);
      watched.rssBytes = risen ? memory.highWaterBytes : memory.rssBytes;
      watched.fileRssBytes = memory.fileRssBytes;
      this.#rssBytes += watched.rssBytes;
      this.#fileRssBytes += memory.fileRssBytes;
    }
    return this.#watched.size > 0;
  }

  #learnSharing(now: number): void {
    if (this.#peakPssBytes === null) return;
    const before = process.threadCpuUsage();
    const rollups: Rollup[] = [];
    for (const { pid, status } of this.#watched.values()) {
      // Once more, since the file of a process that calls exec between open and read fails once.
      const rollup = readRollup(this.#proc, pid) ?? readRollup(this.#proc, pid);
      if (rollup !== null) rollups.push(rollup);
      else if (readMemory(status) !== null) this.#peakPssBytes = null;
    }
    this.#sharing = learnSharing(rollups);
    const { user, system } = process.threadCpuUsage(before);
    this.#rollups.wasRead({
      atMs: now,
      cpuMs: (user + system) / 1000,
      fileRssBytes: this.#fileRssBytes,
      forked: this.#sharing.anonymousBytes > 0,
    });
  }

  #record(now: number): void {
    this.#readings++;
    this.#peakRssBytes = Math.max(this.#peakRssBytes, this.#rssBytes);
    let pssBytes: number | null = null;
    if (this.#peakPssBytes !== null) {
      pssBytes = estimatePssBytes(this.#watched.values(), this.#sharing);
      this.#peakPssBytes = Math.max(this.#peakPssBytes, pssBytes);
    }
    addReading(this.#timeline, {
      atMs: now - this.#spawnedAtMs,
      rssBytes: this.#rssBytes,
      pssBytes,
      processes: this.#watched,
    });
  }

  #drop(watched: Watched): void {
    this.#watched.delete(watched.pid);
    closeKept(watched.status);
  }
}
