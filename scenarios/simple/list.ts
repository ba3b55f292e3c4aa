import type { SimpleWorkload, TrialSettings } from '../../harness/contract.ts';

/** Something else was listed than the items of a workload can be. */
export class ListError extends Error {
  override readonly name = 'ListError';
}

/**
 * The items of a workload in order, as it lists them, at most as many as the trial has. An iterator
 * is asked for no more and closed.
 */
export async function listItems(
  workload: SimpleWorkload,
  settings: TrialSettings,
): Promise<readonly unknown[]> {
  const listed: unknown = await (typeof workload.list === 'function'
    ? workload.list(settings)
    : workload.list);
  if (Array.isArray(listed)) return (listed as unknown[]).slice(0, settings.items);
  if (!isIterable(listed)) throw new ListError('"list" must give an array or an iterable');
  const items: unknown[] = [];
  for await (const item of listed) {
    items.push(item);
    if (items.length === settings.items) break;
  }
  return items;
}

/** A string is iterable too, but hardly meant as a list of its characters. */
function isIterable(value: unknown): value is Iterable<unknown> | AsyncIterable<unknown> {
  if (typeof value !== 'object' || value === null) return false;
  return Symbol.asyncIterator in value || Symbol.iterator in value;
}
