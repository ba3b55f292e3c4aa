import type { TestContext } from 'node:test';

type AnyFunction = (...args: unknown[]) => unknown;

/** Atomics as a plain table of functions, which may be replaced. */
const functions = Atomics as unknown as Record<string, AnyFunction>;

/**
 * Runs `meanwhile` just before the next call of an Atomics function: what another thread might do
 * at that very moment, made to happen each time.
 */
export function beforeNext(
  t: TestContext,
  method: 'or' | 'store' | 'compareExchange' | 'waitAsync',
  meanwhile: () => void,
): void {
  const mocked = t.mock.method(functions, method, (...args: unknown[]) => {
    mocked.mock.restore();
    meanwhile();
    return functions[method]?.(...args);
  });
}

/** Resolves when an Atomics function has been called `count` times from now. */
export function afterCalls(t: TestContext, method: 'waitAsync', count: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const original = functions[method];
  let calls = 0;
  t.mock.method(functions, method, (...args: unknown[]) => {
    if (++calls === count) resolve(undefined);
    return original?.(...args);
  });
  return promise;
}
