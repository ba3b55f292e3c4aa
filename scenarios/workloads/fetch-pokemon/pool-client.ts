// The pool alone, not undici's index, which every thread and process would have to load
// (docs/decisions/0003-http-client.md).
import Pool from 'undici/lib/dispatcher/pool.js';
import type { Dispatcher } from 'undici';

import type { TrialSettings } from '../../../harness/contract.ts';
import { ItemError } from '../../item-error.ts';
import type { Client } from './client.ts';
import { asItemError } from './client-error.ts';

type Encoding = TrialSettings['encoding'];

export function openPool(settings: TrialSettings, connections: number): Client {
  const pool = new Pool(settings.origin, {
    connections,
    allowH2: false,
    headersTimeout: settings.requestTimeoutMs,
    bodyTimeout: settings.requestTimeoutMs,
    connect: { timeout: settings.requestTimeoutMs },
  });
  return {
    get: (path, encoding) => fetchBody(pool, path, encoding),
    close: () => pool.close(),
  };
}

/** One GET through undici's dispatch, its lowest documented level: 1.1-1.5x less CPU than request. */
function fetchBody(client: Pool, path: string, encoding: Encoding): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    client.dispatch(
      { path, method: 'GET', headers: { 'accept-encoding': encoding } },
      new BodyHandler(path, encoding, resolve, reject),
    );
  });
}

/** Collects the body of one answer; anything but a 200 in the asked encoding is an error. */
class BodyHandler implements Dispatcher.DispatchHandler {
  readonly #path: string;
  readonly #encoding: Encoding;
  readonly #resolve: (body: Uint8Array) => void;
  readonly #reject: (error: ItemError) => void;
  readonly #chunks: Buffer[] = [];
  /** Set when the answer is not wanted; its body is still read, so that the connection lives on. */
  #failure: ItemError | undefined;

  constructor(
    path: string,
    encoding: Encoding,
    resolve: (body: Uint8Array) => void,
    reject: (error: ItemError) => void,
  ) {
    this.#path = path;
    this.#encoding = encoding;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  // undici takes an object for a handler only if it has this method.
  onRequestStart(): void {
    // Nothing to prepare: the chunks array is the only state.
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    // An informational answer, such as 103 Early Hints: the answer itself is still to come.
    if (status < 200) return;
    const encoding = headers['content-encoding'] ?? 'identity';
    if (status !== 200) {
      this.#failure = new ItemError('status', `${this.#path} answered ${status}`, { status });
    } else if (encoding !== this.#encoding) {
      this.#failure = new ItemError('encoding', `${this.#path} came as ${String(encoding)}`);
    }
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#failure === undefined) this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [first] = this.#chunks;
    if (this.#failure !== undefined) this.#reject(this.#failure);
    else
      this.#resolve(
        this.#chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.#chunks),
      );
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#reject(asItemError(this.#path, error));
  }
}
