import { monotonicMs } from './clock.ts';
import type { ProcessMemory, TreeMemory } from './launch.ts';
import { addReading, createTimeline, finishTimeline } from './memory-timeline.ts';
import type { ProcessTree } from './process-tree.ts';
import {
  closeStatm,
  openStatm,
  readHighWaterBytes,
  readRollup,
  readStatm,
  type Proc,
} from './proc.ts';
import { estimatePssBytes, learnSharing, UNREAD, type Sharing } from './sharing.ts';

/** New processes are looked for this often; most need longer than that to load their runtime. */
const DISCOVERY_INTERVAL_MS = 20;
const HIGH_WATER_INTERVAL_MS = 100;
/** Rest after reading smaps_rollup, in times of its cost: it may take 1 % of the time. */
const ROLLUP_REST = 100;

/** One process as last read. */
interface Watched {
  readonly pid: number;
  readonly statm: number;
  rssBytes: number;
  sharedBytes: number;
  sharing: Sharing;
  learntAtMs: number;
  /** The tree has changed since `sharing` was learnt. */
  outdated: boolean;
  highWaterBytes: number;
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
  #readings = 0;
  #peakRssBytes = 0;
  /** Null when smaps_rollup cannot be read. */
  #peakPssBytes: number | null = 0;
  #nextDiscoveryMs = 0;
  #nextHighWaterMs = 0;
  #nextRollupMs = 0;

  constructor(proc: Proc, tree: ProcessTree, spawnedAtMs: number, intervalMs: number) {
    this.#proc = proc;
    this.#tree = tree;
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
      this.#discover();
    }
    const rssBytes = this.#readResident();
    if (rssBytes === 0) return;
    if (rssBytes > this.#peakRssBytes) this.#outdate();
    if (now >= this.#nextRollupMs) this.#learnOneSharing(now);
    if (now >= this.#nextHighWaterMs) {
      this.#nextHighWaterMs = now + HIGH_WATER_INTERVAL_MS;
      this.#readHighWaters();
    }
    this.#record(now, rssBytes);
  }

  #discover(): void {
    for (const pid of this.#tree.discover()) {
      if (this.#watched.has(pid)) continue;
      const statm = openStatm(this.#proc, pid);
      if (statm === null) continue;
      this.#watched.set(pid, {
        pid,
        statm,
        rssBytes: 0,
        sharedBytes: 0,
        sharing: UNREAD,
        learntAtMs: 0,
        outdated: true,
        highWaterBytes: 0,
      });
      this.#outdate();
    }
  }

  #readResident(): number {
    let sum = 0;
    for (const watched of this.#watched.values()) {
      const statm = readStatm(this.#proc, watched.statm);
      if (statm === null) {
        this.#drop(watched);
        this.#outdate();
        continue;
      }
      watched.rssBytes = statm.rssBytes;
      watched.sharedBytes = statm.sharedBytes;
      watched.highWaterBytes = Math.max(watched.highWaterBytes, statm.rssBytes);
      sum += statm.rssBytes;
    }
    return sum;
  }

  #outdate(): void {
    for (const watched of this.#watched.values()) watched.outdated = true;
  }

  /** Of the one whose sharing has been outdated longest; new processes come first. */
  #learnOneSharing(now: number): void {
    const [next] = [...this.#watched.values()]
      .filter(({ outdated }) => outdated)
      .sort((a, b) => a.learntAtMs - b.learntAtMs);
    if (next === undefined || this.#peakPssBytes === null) return;
    const startedAtMs = monotonicMs();
    // Once more, since the file of a process that calls exec between open and read fails once.
    const rollup = readRollup(this.#proc, next.pid) ?? readRollup(this.#proc, next.pid);
    this.#nextRollupMs = now + (monotonicMs() - startedAtMs) * ROLLUP_REST;
    if (rollup !== null) {
      next.sharing = learnSharing(rollup, next.sharedBytes);
      next.learntAtMs = now;
      next.outdated = false;
    } else if (readStatm(this.#proc, next.statm) !== null) {
      this.#peakPssBytes = null;
    }
  }

  #readHighWaters(): void {
    for (const watched of this.#watched.values()) {
      const highWaterBytes = readHighWaterBytes(this.#proc, watched.pid) ?? 0;
      watched.highWaterBytes = Math.max(watched.highWaterBytes, highWaterBytes);
    }
  }

  #record(now: number, rssBytes: number): void {
    this.#readings++;
    this.#peakRssBytes = Math.max(this.#peakRssBytes, rssBytes);
    let pssBytes: number | null = null;
    if (this.#peakPssBytes !== null) {
      pssBytes = 0;
      for (const watched of this.#watched.values()) {
        pssBytes += estimatePssBytes(watched.rssBytes, watched.sharedBytes, watched.sharing);
      }
      this.#peakPssBytes = Math.max(this.#peakPssBytes, pssBytes);
    }
    addReading(this.#timeline, {
      atMs: now - this.#spawnedAtMs,
      rssBytes,
      pssBytes,
      processes: this.#watched,
    });
  }

  #drop(watched: Watched): void {
    this.#highWaterBytes.set(watched.pid, watched.highWaterBytes);
    this.#watched.delete(watched.pid);
    closeStatm(watched.statm);
  }
}
