import { setImmediate } from 'node:timers/promises';

import { monotonicMs } from '../clock.ts';
import { acceptFailure } from './expected-failures.ts';
import { close, open, type Premises, type ReferenceInput } from './reference.ts';

/**
 * How many items one event loop does within `workMs`, rounded down to one digit and zeros, so that two
 * runs on one machine mostly do the same; at least one for each worker, and no more than asked for. The first item
 * is done before, since it waits for what is loaded and connected once. Throws HarnessError.
 */
export async function affordableItems(
  input: ReferenceInput,
  workMs: number,
  { names, shared, clock }: Premises,
): Promise<number> {
  const { items, workers, inFlight } = input.settings;
  const work = await open(input, shared);
  const doItem = async (lane: number, item: number) => {
    clock.started(lane, item);
    const { failure } = await work.run(names[item] ?? '', null);
    clock.ended(lane);
    if (failure !== null) acceptFailure(input, failure);
  };
  await doItem(0, 0);
  const untilMs = monotonicMs() + workMs;
  let [begun, done] = [0, 0];
  const lane = async (id: number) => {
    while (begun < items && monotonicMs() < untilMs) {
      await doItem(id, begun++ % names.length);
      if (monotonicMs() < untilMs) done += 1;
    }
  };
  const lanes: Promise<void>[] = [];
  for (let id = 0; id < inFlight; id++) {
    lanes.push(lane(id));
    // Items that compute block the event loop: each is counted before the next lane begins.
    await setImmediate();
  }
  await Promise.all(lanes);
  await close(input, work);
  return done === items ? items : Math.min(items, Math.max(workers, easyNumber(done)));
}

/** 312 is 300. */
function easyNumber(number: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, number)));
  return Math.floor(number / power) * power;
}
