/** How the end of a trial looks when its workers do not end together. */
export interface LateEnding {
  /** From the end of the last but one worker to the end of the last. */
  readonly aloneMs: number;
  /** How much earlier all would have ended had the work been evened out, on these cores. */
  readonly lostMs: number;
}

/**
 * While fewer workers run than there are cores, cores stand still. Handing their time to the work
 * left would end it earlier by that time divided by the cores usable. It takes the work as bound by
 * CPU, and is an upper limit: smaller batches cost messages.
 */
export function lateEnding(
  workers: readonly { readonly endedMs: number }[],
  cores: number,
): LateEnding {
  const ends = workers.map(({ endedMs }) => endedMs).toSorted((a, b) => b - a);
  const [last = 0, lastButOne = last] = ends;
  const usable = Math.min(cores, ends.length);
  const idleMs = ends.slice(0, usable).reduce((idle, end) => idle + (last - end), 0);
  return { aloneMs: last - lastButOne, lostMs: usable === 0 ? 0 : idleMs / usable };
}
