import type { ExpectedWork } from '../../results/format.ts';

/** Starting one process takes about this long, in ms; less work than that cannot be seen beside it. */
const START_MS = 50;

/**
 * What the user should know before measuring work that is done before a process has started; null
 * where there is enough. The finding `items-too-quick` says it again with what was measured.
 */
export function quickItemsNote({ items, itemMs }: ExpectedWork): string | null {
  if (itemMs === null || items * itemMs.median >= START_MS) return null;
  const all = (items * itemMs.median).toPrecision(2);
  const each = (1000 * itemMs.median).toPrecision(2);
  return (
    `items are quick: ${each} µs each, all ${items} together ${all} ms, less than a process takes to start. ` +
    'Raise --items, or let an item do more; --batch-size only decides how many are handed over at once.'
  );
}
