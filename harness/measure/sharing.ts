import type { Rollup } from './proc.ts';

/**
 * How much of a process's resident memory its proportional memory leaves out, learnt from one
 * reading of smaps_rollup. That reading is dear, so between two of them PSS is estimated from
 * statm: the share left out of file pages (program text) is kept as a fraction, since more of them
 * are loaded as a program runs; what exceeds them are pages shared since a fork, kept as it was.
 */
export interface Sharing {
  /** Part of the file and shared-memory pages that is left out, 0 to 1. */
  readonly fraction: number;
  readonly anonymousBytes: number;
}

/**
 * Before the first reading all file pages are taken as other processes': an estimate too low for
 * some 10 ms, where one too high could become the peak.
 */
export const UNREAD: Sharing = { fraction: 1, anonymousBytes: 0 };

/** `sharedBytes` from statm, at the moment of the rollup. */
export function learnSharing({ rssBytes, pssBytes }: Rollup, sharedBytes: number): Sharing {
  const surplus = rssBytes - pssBytes;
  if (surplus >= sharedBytes) return { fraction: 1, anonymousBytes: surplus - sharedBytes };
  return { fraction: surplus / sharedBytes, anonymousBytes: 0 };
}

export function estimatePssBytes(rssBytes: number, sharedBytes: number, sharing: Sharing): number {
  return Math.max(0, rssBytes - sharedBytes * sharing.fraction - sharing.anonymousBytes);
}
