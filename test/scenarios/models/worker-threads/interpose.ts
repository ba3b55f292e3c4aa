import type { TestContext } from 'node:test';

/**
 * Runs `meanwhile` just before the next call of an Atomics function: what another thread might do
 * at that very moment, made to happen each time.
 */
export function beforeNext(
  t: TestContext,
  method: 'or' | 'store' | 'compareExchange' | 'waitAsync',
  meanwhile: () => void,
): void {
  const functions = Atomics as unknown as Record<string, (...args: unknown[]) => unknown>;
  const mocked = t.mock.method(functions, method, (...args: unknown[]) => {
    mocked.mock.restore();
    meanwhile();
    return functions[method]?.(...args);
  });
}
