import {
  connectMockServer,
  type MockServer,
  startMockServer,
  type StartOptions,
} from '../../mock-server/client.ts';
import type { MockConditions } from '../../results/format.ts';

/** A mock server that scenarios ask for: one that runs already, or one of ours. */
export type MockRequest = { readonly url: string } | Omit<StartOptions, 'cacheDir'>;

/** A server that is up, with what a run file says of it. */
export interface RunningMock {
  readonly server: MockServer;
  readonly conditions: MockConditions;
}

/** One mock server for each conditions that scenarios ask for, started when the first of them does. */
export class MockServers {
  readonly #cacheDir: string;
  readonly #byRequest = new Map<string, Promise<RunningMock>>();
  readonly #lost = Promise.withResolvers<never>();

  constructor(cacheDir: string) {
    this.#cacheDir = cacheDir;
    // Whether a server is lost is asked only while trials run.
    this.#lost.promise.catch(() => undefined);
  }

  /** Rejects when a server ends that should run. */
  get lost(): Promise<never> {
    return this.#lost.promise;
  }

  at(request: MockRequest): Promise<RunningMock> {
    const key = JSON.stringify(request);
    const running = this.#byRequest.get(key) ?? this.#open(request);
    this.#byRequest.set(key, running);
    return running;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const opened of await Promise.allSettled(this.#byRequest.values())) {
      if (opened.status === 'fulfilled') await opened.value.server[Symbol.asyncDispose]();
    }
  }

  async #open(request: MockRequest): Promise<RunningMock> {
    const own = !('url' in request);
    const server = own
      ? await startMockServer({ ...request, cacheDir: this.#cacheDir })
      : await connectMockServer(request.url);
    void server.exited.then(this.#lost.reject);
    const { latencyMs, jitter, seed, faults, dataset } = server.about;
    return { server, conditions: { own, latencyMs, jitter, seed, faults, dataset } };
  }
}
