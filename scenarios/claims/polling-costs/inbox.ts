/**
 * Result queues in shared memory, one lane for each producer. A result is the moment it was put, so
 * that its taker knows how long it lay there. A lane has room for all results of its producer:
 * nothing is ever used again, and a number of results put is all that the two sides share.
 *
 *   words: | all lanes | lane 0 | lane 1 | …     results put, each word on cache lines of its own
 *   moments: | lane 0: first, second, … | lane 1: … |
 */
export interface SharedInbox {
  readonly words: SharedArrayBuffer;
  readonly moments: SharedArrayBuffer;
  readonly laneLength: number;
}

export interface Inbox {
  readonly lanes: number;
  put(lane: number, moment: number): void;
  /** The lane's next result, or undefined where there is none at the moment. */
  tryTake(lane: number): number | undefined;
  /** Waits for the lane's next result, blocking the thread, and takes it; undefined if it took too long. */
  takeWithin(lane: number, timeoutMs: number): number | undefined;
  /** Blocks the thread while no lane has a result. */
  waitForAny(): void;
  /** Resolves when a lane has a result. It does not keep the thread alive. */
  whenAny(): Promise<unknown>;
}

const LINE_WORDS = 32;
const ALL_LANES = 0;

export function createInbox(lanes: number, laneLength: number): SharedInbox {
  return {
    words: new SharedArrayBuffer(4 * LINE_WORDS * (1 + lanes)),
    moments: new SharedArrayBuffer(8 * lanes * laneLength),
    laneLength,
  };
}

/** For one taker, and one putter to each lane. */
export function openInbox({
  words: buffer,
  moments: momentBuffer,
  laneLength,
}: SharedInbox): Inbox {
  const words = new Int32Array(buffer);
  const moments = new Float64Array(momentBuffer);
  const lanes = words.length / LINE_WORDS - 1;
  const taken = new Int32Array(lanes);
  let takenOfAll = 0;

  function tryTake(lane: number): number | undefined {
    const next = taken[lane] ?? 0;
    if (next >= Atomics.load(words, wordOf(lane))) return undefined;
    taken[lane] = next + 1;
    takenOfAll += 1;
    return moments[lane * laneLength + next];
  }

  return {
    lanes,
    put(lane, moment) {
      moments[lane * laneLength + Atomics.load(words, wordOf(lane))] = moment;
      for (const word of [wordOf(lane), ALL_LANES]) {
        Atomics.add(words, word, 1);
        Atomics.notify(words, word);
      }
    },
    tryTake,
    takeWithin(lane, timeoutMs) {
      Atomics.wait(words, wordOf(lane), taken[lane] ?? 0, timeoutMs);
      return tryTake(lane);
    },
    waitForAny() {
      Atomics.wait(words, ALL_LANES, takenOfAll);
    },
    async whenAny() {
      await Atomics.waitAsync(words, ALL_LANES, takenOfAll).value;
    },
  };
}

function wordOf(lane: number): number {
  return LINE_WORDS * (1 + lane);
}
