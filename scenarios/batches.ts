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

/** The same with names, when they are at hand; items beyond the last start again at the first. */
export async function* batches(
  names: readonly string[],
  trial: Pick<Trial, 'passes' | 'settings'>,
): AsyncGenerator<Batch> {
  for await (const { first, count } of batchRanges(trial)) {
    const nameAt = (offset: number) => names[(first + offset) % names.length] ?? '';
    yield { first, names: Array.from({ length: count }, (_, offset) => nameAt(offset)) };
  }
}
