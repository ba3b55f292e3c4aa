import { setTimeout as delay } from 'node:timers/promises';

/**
 * Resolves as soon as the condition holds; the test's own time limit is the only one. Rejects when
 * the program that is to bring it about has `ended` without it.
 */
export async function until(
  condition: () => boolean,
  ended?: Promise<{ readonly stderr: string }>,
): Promise<void> {
  const said: string[] = [];
  void ended?.then(({ stderr }) => said.push(stderr));
  while (!condition()) {
    const [stderr] = said;
    if (stderr !== undefined && !condition()) throw new Error(`the program has ended: ${stderr}`);
    await delay(20);
  }
}
