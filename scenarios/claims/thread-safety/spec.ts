/** What two threads do to the same memory, and how often. */
export type RaceSpec = CountSpec | ReadSpec;

export interface CountSpec {
  readonly kind: 'count';
  /** How a counter is raised by one. */
  readonly how: Protection;
  /** Distance of the two threads' counters in bytes; 0 where both raise the same. */
  readonly apartBytes: number;
  /** By each thread. */
  readonly updates: number;
}

export type Protection = 'plain' | 'atomics' | 'lock';

export interface ReadSpec {
  readonly kind: 'read';
  /** What one thread writes and the other reads. */
  readonly what: 'record' | 'record-with-lock' | 'value' | 'value-over-lines';
  readonly reads: number;
}

/** How long each kind of update is timed where no other thread is. */
export interface AloneSpec {
  readonly timeMs: number;
}

/** What each of the two threads is given. */
export interface RacerTask {
  readonly spec: RaceSpec;
  /** Two threads: 0 and 1. Of reading, 0 writes and 1 reads. */
  readonly side: number;
  readonly memory: SharedArrayBuffer;
}

/** What it says in the end. */
export interface RacerEnd {
  /** Of its reads. */
  readonly torn: number;
  /** Monotonic. */
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly cpuMs: number;
}
