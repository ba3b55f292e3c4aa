/** Growth of the tree's file pages that makes the last reading outdated. */
const OUTDATED_BY_GROWTH = 1.02;
/** Rest after a reading, in times of the CPU it took: at most a quarter per cent. */
const REST = 400;
/** The same when the last reading is known to be wrong: at most 5 %, and never for long. */
const REST_WHEN_WRONG = 20;

export interface RollupReading {
  readonly atMs: number;
  /** CPU, not elapsed time: on a busy machine the reader may have had to wait for a core. */
  readonly cpuMs: number;
  /** File pages of the tree at that moment. */
  readonly fileRssBytes: number;
  /** A process was seen between fork and exec: a moment later nothing is shared any more. */
  readonly forked: boolean;
}

/** Says when smaps_rollup of the tree, which is expensive, is to be read again. */
export class RollupSchedule {
  #last: RollupReading | null = null;
  #setChanged = false;
  #wrong = false;

  /**
   * A process that is found has mapped the program's text for a while. If that was so at the last
   * reading, its share of the text is missing there: a third of it in a tree of three.
   */
  joined(): void {
    this.#setChanged = true;
    this.#wrong = true;
  }

  left(): void {
    this.#setChanged = true;
  }

  isDue(nowMs: number, fileRssBytes: number): boolean {
    const last = this.#last;
    if (last === null) return true;
    const outdated =
      this.#setChanged || this.#wrong || fileRssBytes > last.fileRssBytes * OUTDATED_BY_GROWTH;
    const rest = this.#wrong ? REST_WHEN_WRONG : REST;
    return outdated && nowMs >= last.atMs + last.cpuMs * rest;
  }

  wasRead(reading: RollupReading): void {
    this.#last = reading;
    this.#setChanged = false;
    // Pages shared since a fork part company one by one, and status does not tell.
    this.#wrong = reading.forked;
  }
}
