import type { Batch, TrialSettings } from '../harness/contract.ts';

/** Where a batch lies in the sequence of items. */
export interface BatchRange {
  readonly first: number;
  readonly count: number;
}

/** Cuts 0 … items-1 into runs of `batchSize`; the last one is what remains. */
export function* batchRanges(settings: TrialSettings): Generator<BatchRange> {
  for (let first = 0; first < settings.items; first += settings.batchSize) {
    yield { first, count: Math.min(settings.batchSize, settings.items - first) };
  }
}

/** The batch at a range, with its names; items beyond the last name start again at the first. */
export function batchAt(
  range: BatchRange,
  nameCount: number,
  nameAt: (index: number) => string,
): Batch {
  const names = Array.from({ length: range.count }, (_, offset) =>
    nameAt((range.first + offset) % nameCount),
  );
  return { first: range.first, names };
}

/** The producer's whole output when the names are at hand. */
export function* batches(names: readonly string[], settings: TrialSettings): Generator<Batch> {
  for (const range of batchRanges(settings)) {
    yield batchAt(range, names.length, (index) => names[index] ?? '');
  }
}
