import { setTimeout as delay } from 'node:timers/promises';

import type { MonotonicMs } from '../../../harness/contract.ts';
import type { MainChannel } from '../shared/workers/worker.ts';
import { monotonicMs } from '../../../harness/clock.ts';

/** A task that computes for as long as the stretch lasts, in slices. */
export interface Hog {
  readonly sliceMs: number;
  /** Between two slices: nothing, an await with nothing to wait for, or a turn of the loop. */
  readonly pause: 'none' | 'await' | 'setImmediate';
}

/** One stretch of time, the same for all loops. */
export interface Stretch {
  readonly startAtMs: MonotonicMs;
  readonly durationMs: number;
  /** Light tasks on this loop, and how often each is due. */
  readonly tasks: number;
  readonly periodMs: number;
  readonly hog: Hog | null;
}

/** How late the tasks of one loop were, each time each of them was due. */
export interface Delays {
  readonly delaysMs: readonly (readonly number[])[];
}

export default function work(main: MainChannel<Stretch, Delays>): void {
  main.listen((stretch) => void serve(main, stretch));
}

async function serve(main: MainChannel<Stretch, Delays>, stretch: Stretch): Promise<void> {
  const tasks = Array.from({ length: stretch.tasks }, (_, task) => waitRepeatedly(stretch, task));
  const hogging = hog(stretch);
  const delaysMs = await Promise.all(tasks);
  await hogging;
  main.send({ delaysMs });
}

/**
 * A task is due at fixed moments, however late it was before: who is held up counts every time it
 * should have run, not only the first.
 */
async function waitRepeatedly(stretch: Stretch, task: number): Promise<number[]> {
  const { startAtMs, durationMs, periodMs } = stretch;
  const delaysMs: number[] = [];
  const firstMs = (task / stretch.tasks) * periodMs;
  for (let dueMs = firstMs; dueMs < durationMs; dueMs += periodMs) {
    await until(startAtMs + dueMs);
    delaysMs.push(monotonicMs() - startAtMs - dueMs);
  }
  return delaysMs;
}

async function hog({ startAtMs, durationMs, hog }: Stretch): Promise<void> {
  if (hog === null) return;
  await until(startAtMs);
  while (monotonicMs() < startAtMs + durationMs) {
    computeUntil(monotonicMs() + hog.sliceMs);
    if (hog.pause === 'await') await Promise.resolve();
    else if (hog.pause === 'setImmediate') await new Promise(setImmediate);
  }
}

async function until(momentMs: MonotonicMs): Promise<void> {
  for (let restMs = momentMs - monotonicMs(); restMs > 0; restMs = momentMs - monotonicMs()) {
    await delay(Math.ceil(restMs));
  }
}

function computeUntil(momentMs: MonotonicMs): void {
  while (monotonicMs() < momentMs);
}
