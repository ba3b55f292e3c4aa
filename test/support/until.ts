import { setTimeout as delay } from 'node:timers/promises';

/**
 * Resolves as soon as the condition holds; the test's own time limit is the only one. Rejects when
 * the program that is to bring it about has `ended` without it.
 */
export async function until(
  condition: () => boolean,
  ended?: Promise<{ readonly stderr: string }>,
): Promise<void> {
  let last: string | null = null;
  void ended?.then(({ stderr }) => {
    last = stderr;
  });
  while (!condition()) {
    if (last !== null && !condition()) throw new Error(`the program ended: ${last}`);
    await delay(20);
  }
}
