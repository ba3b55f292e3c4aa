/** How long what is left will take, judged by how long the same took before. */
export interface TimeLeft {
  /** Something of this kind has ended; it began when the one before it ended. */
  ended(kind: string): void;
  /** Of these together, in ms. A kind that has not been seen takes as long as the mean of all. */
  of(kinds: readonly string[]): number;
}

export function timeLeft(startedAtMs: number, now: () => number): TimeLeft {
  const seen = new Map<string, { count: number; ms: number }>();
  const all = { count: 0, ms: 0 };
  let lastAtMs = startedAtMs;
  return {
    ended(kind) {
      const ms = now() - lastAtMs;
      lastAtMs += ms;
      const same = seen.get(kind) ?? { count: 0, ms: 0 };
      seen.set(kind, same);
      for (const sum of [same, all]) {
        sum.count += 1;
        sum.ms += ms;
      }
    },
    of: (kinds) =>
      kinds.reduce((ms, kind) => {
        const like = seen.get(kind) ?? all;
        return ms + like.ms / like.count;
      }, 0),
  };
}

/** `about 45 s left`, `about 3 min left`. */
export function timeLeftText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 120 ? `about ${seconds} s left` : `about ${Math.ceil(seconds / 60)} min left`;
}
