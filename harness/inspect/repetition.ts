import type { ExpectedWork } from '../../results/format.ts';
import { shownName } from '../../scenarios/simple/item-name.ts';
import { monotonicMs } from '../clock.ts';
import { HarnessError } from '../errors.ts';
import { acceptFailure } from './expected-failures.ts';
import { close, open, type Premises, type ReferenceInput } from './reference.ts';

/** As many items as fit are done again; fewer of a first look. */
const LONGEST_MS = 10_000;
/** Of a result in a message, in UTF-16 units. */
const SHOWN_LENGTH = 80;

/**
 * Does items again, opened anew, one after the other and from the last to the first, so that a result
 * that depends on the time, on chance, or on the items before shows. Resolves to how long items take.
 * Throws HarnessError, with the first item that differs.
 */
export async function repeat(
  input: ReferenceInput,
  { names, shared, clock }: Premises,
  lines: readonly (string | null)[],
): Promise<ExpectedWork['itemMs']> {
  // Attempts at its resources count from 1 again, so that answers have the same faults.
  await input.mock?.resetCounters();
  const work = await open(input, shared);
  const untilMs = monotonicMs() + (input.workMs ?? LONGEST_MS);
  const times: number[] = [];
  for (let index = names.length - 1; index >= 0 && monotonicMs() < untilMs; index--) {
    const name = names[index] ?? '';
    clock.started(0, index);
    const startedAtMs = performance.now();
    const { line, failure } = await work.run(name, null);
    times.push(performance.now() - startedAtMs);
    clock.ended(0);
    if (failure !== null) acceptFailure(input, failure);
    input.onItem({ done: names.length - index, of: names.length, again: true });
    if (line !== lines[index]) throw notRepeatable(input, name, [lines[index] ?? '', line ?? '']);
  }
  await close(input, work);
  const sorted = times.sort((a, b) => a - b);
  return { median: sorted[sorted.length >> 1] ?? 0, max: sorted.at(-1) ?? 0 };
}

function notRepeatable(
  { shown }: ReferenceInput,
  name: string,
  [first, second]: readonly [string, string],
): HarnessError {
  const from = Math.max(0, firstDifference(first, second) - SHOWN_LENGTH / 2);
  const part = (line: string) =>
    `${from > 0 ? '…' : ''}${line.slice(from, from + SHOWN_LENGTH)}${line.length > from + SHOWN_LENGTH ? '…' : ''}`;
  return new HarnessError(
    'not-repeatable',
    `${shown}: item ${shownName(name)} gave ${part(first)} and, done again, ${part(second)}: ` +
      'its result must depend on the item alone, or the models cannot be compared',
  );
}

function firstDifference(a: string, b: string): number {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index += 1;
  return index;
}
