import type { Rollup } from './proc.ts';

/**
 * How much of a process's resident memory its proportional memory leaves out, learnt from one
 * reading of smaps_rollup. Such a reading is dear, so until the next one PSS is estimated from
 * statm: of files (program text) the same fraction is left out, since more of them are loaded as a
 * program runs; of anonymous memory the same amount, shared since a fork.
 */
export interface Sharing {
  /** Part of the file and shared-memory pages that is left out, 0 to 1. */
  readonly fileFraction: number;
  readonly anonymousBytes: number;
}

/**
 * Before the first reading all file pages are taken as other processes': for some 10 ms the
 * estimate is too low, where one too high could become the peak.
 */
export const UNREAD: Sharing = { fileFraction: 1, anonymousBytes: 0 };

export function learnSharing(rollup: Rollup): Sharing {
  const fileRssBytes = rollup.rssBytes - rollup.anonymousRssBytes;
  const filePssBytes = rollup.pssBytes - rollup.anonymousPssBytes;
  return {
    fileFraction: fileRssBytes <= 0 ? 0 : 1 - filePssBytes / fileRssBytes,
    anonymousBytes: rollup.anonymousRssBytes - rollup.anonymousPssBytes,
  };
}

/** `fileRssBytes` includes shared memory, as in statm. */
export function estimatePssBytes(
  rssBytes: number,
  fileRssBytes: number,
  { fileFraction, anonymousBytes }: Sharing,
): number {
  return Math.max(0, rssBytes - fileRssBytes * fileFraction - anonymousBytes);
}
