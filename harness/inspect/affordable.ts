import { monotonicMs } from '../clock.ts';
import type { SharedData } from '../contract.ts';
import type { ItemClock } from './item-clock.ts';
import { close, itemError, open, type ReferenceInput } from './reference.ts';

/** First digits of numbers that people find easy. */
const EASY = [5, 2, 1];

/**
 * How many of the first items one event loop does within `workMs`, rounded down to an easy number, so that
 * two runs on one machine mostly do the same; at least one for each worker. Throws HarnessError.
 */
export async function affordableItems(
  input: ReferenceInput & { readonly workMs: number },
  names: readonly string[],
  { shared, clock }: { readonly shared: SharedData | undefined; readonly clock: ItemClock },
): Promise<number> {
  const { items, workers, inFlight } = input.settings;
  const work = await open(input, shared);
  const untilMs = monotonicMs() + input.workMs;
  let begun = 0;
  let done = 0;
  async function lane(id: number): Promise<void> {
    while (begun < items && monotonicMs() < untilMs) {
      const item = begun++ % names.length;
      clock.started(id, item);
      const { failure } = await work.run(names[item] ?? '', null);
      clock.ended(id);
      if (failure !== null) throw itemError(input, failure);
      if (monotonicMs() < untilMs) done += 1;
    }
  }
  await Promise.all(Array.from({ length: inFlight }, (_, id) => lane(id)));
  await close(input, work);
  return Math.min(items, Math.max(workers, done === items ? items : easyNumber(done)));
}

/** The largest of 1, 2, 5, 10, 20, 50 … that is no larger. */
function easyNumber(number: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, number)));
  return (EASY.find((digit) => digit * power <= number) ?? 1) * power;
}
