import type { Rollup } from './proc.ts';

/**
 * How the processes of a tree share memory, learnt by reading smaps_rollup of all of them at once.
 * That is expensive, so until the next time PSS is estimated from status, which is cheap:
 *
 *     PSS of the tree = anonymous memory − what of it is shared + file pages, each counted once
 *
 * Anonymous memory, where a heap grows and shrinks, is nearly always one process's own and known
 * exactly. File pages are mostly the program text that all processes of the tree have in common,
 * so their PSS follows the process that has loaded most of it. What it has loaded since the reading
 * is taken for its own: the libraries that the whole machine shares come first, so a share learnt
 * from them would make the text that follows too small.
 */
export interface Sharing {
  /** PSS of all file pages when read. */
  readonly filePssBytes: number;
  /** Largest file RSS of one process when read. */
  readonly largestFileBytes: number;
  /** Anonymous memory counted more than once in RSS: shared since a fork without exec. */
  readonly anonymousBytes: number;
}

/** Resident memory of one process as in status; file pages include shared memory. */
export interface Resident {
  readonly rssBytes: number;
  readonly fileRssBytes: number;
}

/** Until read: all processes load the same text, and no process outside the tree does. */
export const UNREAD: Sharing = { filePssBytes: 0, largestFileBytes: 0, anonymousBytes: 0 };

/** From one reading of each process. */
export function learnSharing(rollups: readonly Rollup[]): Sharing {
  let filePssBytes = 0;
  let largestFileBytes = 0;
  let anonymousBytes = 0;
  for (const { rssBytes, pssBytes, anonymousRssBytes, anonymousPssBytes } of rollups) {
    filePssBytes += pssBytes - anonymousPssBytes;
    largestFileBytes = Math.max(largestFileBytes, rssBytes - anonymousRssBytes);
    anonymousBytes += anonymousRssBytes - anonymousPssBytes;
  }
  return { filePssBytes, largestFileBytes, anonymousBytes };
}

export function estimatePssBytes(processes: Iterable<Resident>, sharing: Sharing): number {
  let ownBytes = 0;
  let largestFileBytes = 0;
  for (const { rssBytes, fileRssBytes } of processes) {
    ownBytes += rssBytes - fileRssBytes;
    largestFileBytes = Math.max(largestFileBytes, fileRssBytes);
  }
  const loadedBytes = largestFileBytes - sharing.largestFileBytes;
  const filePssBytes = Math.max(0, sharing.filePssBytes + loadedBytes);
  return Math.max(0, ownBytes - sharing.anonymousBytes + filePssBytes);
}
