import { type MockServer, startMockServer } from '../../mock-server/client.ts';

/** One mock server for each latency that cases ask for, started when the first of them does. */
export class MockServers {
  readonly #options: { readonly seed: number; readonly cacheDir: string };
  readonly #byLatency = new Map<number, Promise<MockServer>>();

  constructor(options: { readonly seed: number; readonly cacheDir: string }) {
    this.#options = options;
  }

  at(latencyMs: number): Promise<MockServer> {
    const known = this.#byLatency.get(latencyMs);
    if (known !== undefined) return known;
    const started = startMockServer({ ...this.#options, latencyMs, jitter: 0.2, dataPath: null });
    this.#byLatency.set(latencyMs, started);
    return started;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const started = await Promise.allSettled(this.#byLatency.values());
    for (const one of started) {
      if (one.status === 'fulfilled') await one.value[Symbol.asyncDispose]();
    }
  }
}
