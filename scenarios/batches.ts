import type { Batch, Trial } from '../harness/contract.ts';

/** Where a batch lies in the sequence of items. */
export interface BatchRange {
  readonly first: number;
  readonly count: number;
}

/** Cuts each pass into runs of `batchSize`; the last one is what remains. */
export async function* batchRanges({
  passes,
  settings: { batchSize },
}: Pick<Trial, 'passes' | 'settings'>): AsyncGenerator<BatchRange> {
  for await (const pass of passes) {
    const end = pass.first + pass.count;
    for (let first = pass.first; first < end; first += batchSize) {
      yield { first, count: Math.min(batchSize, end - first) };
    }
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
export async function* batches(
  names: readonly string[],
  trial: Pick<Trial, 'passes' | 'settings'>,
): AsyncGenerator<Batch> {
  for await (const range of batchRanges(trial)) {
    yield batchAt(range, names.length, (index) => names[index] ?? '');
  }
}
