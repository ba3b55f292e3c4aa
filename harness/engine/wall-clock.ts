import { monotonicMs, WALL_CLOCK_VARIABLE } from '../clock.ts';

/** Tells processes that have no clock of the system how theirs is set now. */
export function wallClockEnv(): Readonly<Record<string, string>> {
  const before = Date.now();
  let now = before;
  // At a tick, since wall time comes in whole milliseconds.
  while (now === before) now = Date.now();
  return { [WALL_CLOCK_VARIABLE]: String(monotonicMs() - now) };
}
