import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

import { monotonicMs } from '../clock.ts';
import { shownName } from '../../scenarios/simple/item-name.ts';
import { CLOCK, TURN_MS, type Watched } from './item-clock.ts';
import type { InspectLine } from './protocol.ts';

// A thread that ends its process when an item takes longer than its limit, and says which.
const { memory, names, limitMs } = workerData as Watched;
const moments = new Float64Array(memory);

setInterval(() => {
  const now = monotonicMs();
  const running = lanesAtWork();
  if (!running.some(({ startedAt }) => now - startedAt > limitMs)) return;
  // Where the event loop stands still, the item that was started last holds it. Otherwise an item
  // waits for something that does not come, and the oldest is the one to name.
  const isBlocked = now - (moments[CLOCK.turnedAt] ?? 0) > limitMs / 2;
  const byAge = running.toSorted((a, b) => a.startedAt - b.startedAt);
  const hung = isBlocked ? byAge.at(-1) : byAge[0];
  const line: InspectLine = { type: 'hung', item: shownName(names[hung?.item ?? 0] ?? '') };
  writeSync(3, `${JSON.stringify(line)}\n`);
  // A thread cannot end a process whose event loop does not turn in another way.
  process.kill(process.pid, 'SIGKILL');
}, TURN_MS);

function lanesAtWork() {
  const lanes: { startedAt: number; item: number }[] = [];
  for (let at: number = CLOCK.lanes; at < moments.length; at += CLOCK.perLane) {
    const [startedAt = 0, item = 0] = moments.subarray(at, at + CLOCK.perLane);
    if (startedAt > 0) lanes.push({ startedAt, item });
  }
  return lanes;
}
