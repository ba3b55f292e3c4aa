import type { Batch, Trial, TrialSettings, Workload } from '../harness/contract.ts';

/** Where a batch lies in the sequence of items. */
export interface BatchRange {
  readonly first: number;
  readonly count: number;
}

/**
 * The names of the items in order, as they travel in queues and messages (simple/item-name.ts). They
 * are not checked here: the reference run has done that (checked-names.ts).
 */
export async function listNames(
  workload: Workload,
  settings: TrialSettings,
): Promise<readonly string[]> {
  if (!('run' in workload)) return workload.list(settings);
  // Imported only here, so that the processes of a pair load no module more.
  const { listItems } = await import('./simple/list.ts');
  const { itemName } = await import('./simple/item-name.ts');
  return (await listItems(workload, settings)).map(itemName);
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
