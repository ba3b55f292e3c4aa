import type { MemoryTimeline } from './messages.ts';

const MOST_POINTS = 150;

/** Memory of the tree at one moment; pssBytes is null where it is not to be had. */
export interface MemoryReading {
  /** Since spawn. */
  readonly atMs: number;
  readonly rssBytes: number;
  readonly pssBytes: number | null;
  readonly processes: ReadonlyMap<number, { readonly rssBytes: number }>;
}

/**
 * A series of readings of unknown length in at most 150 points: each point is the maximum of a
 * number of readings, which doubles whenever the points run out.
 */
export interface TimelineDraft {
  readingsPerPoint: number;
  readingsInLast: number;
  atMs: number[];
  rssBytes: number[];
  pssBytes: number[] | null;
  readonly processes: Map<number, number[]>;
}

export function createTimeline(): TimelineDraft {
  return {
    readingsPerPoint: 1,
    readingsInLast: 0,
    atMs: [],
    rssBytes: [],
    pssBytes: [],
    processes: new Map(),
  };
}

export function addReading(draft: TimelineDraft, reading: MemoryReading): void {
  if (draft.readingsInLast === draft.readingsPerPoint || draft.atMs.length === 0) startPoint(draft);
  draft.readingsInLast++;
  const last = draft.atMs.length - 1;
  draft.atMs[last] = Math.round(reading.atMs);
  raise(draft.rssBytes, last, reading.rssBytes);
  if (reading.pssBytes === null) draft.pssBytes = null;
  else if (draft.pssBytes !== null) raise(draft.pssBytes, last, reading.pssBytes);
  for (const [pid, { rssBytes }] of reading.processes) {
    let series = draft.processes.get(pid);
    if (series === undefined) {
      series = new Array<number>(last + 1).fill(0);
      draft.processes.set(pid, series);
    }
    raise(series, last, rssBytes);
  }
}

export function finishTimeline({ atMs, rssBytes, pssBytes }: TimelineDraft): MemoryTimeline {
  return { atMs, rssBytes, pssBytes };
}

function startPoint(draft: TimelineDraft): void {
  if (draft.atMs.length === MOST_POINTS) {
    draft.readingsPerPoint *= 2;
    draft.atMs = draft.atMs.filter((_, index) => index % 2 === 1);
    draft.rssBytes = halve(draft.rssBytes);
    if (draft.pssBytes !== null) draft.pssBytes = halve(draft.pssBytes);
    for (const [pid, series] of draft.processes) draft.processes.set(pid, halve(series));
  }
  draft.readingsInLast = 0;
  draft.atMs.push(0);
  draft.rssBytes.push(0);
  draft.pssBytes?.push(0);
  for (const series of draft.processes.values()) series.push(0);
}

/** Maxima of neighbouring pairs; the length is even. */
function halve(series: readonly number[]): number[] {
  return series.flatMap((value, index) =>
    index % 2 === 1 ? [Math.max(value, series[index - 1] ?? 0)] : [],
  );
}

function raise(series: number[], index: number, value: number): void {
  series[index] = Math.max(series[index] ?? 0, Math.round(value));
}
