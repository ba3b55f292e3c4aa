import { Agent, fetch } from 'undici';

import type { TrialSettings } from '../../../harness/contract.ts';
import { ItemError } from '../../item-error.ts';
import { asItemError } from './client-error.ts';
import type { Client } from './client.ts';

/** `fetch`, with the limits of the pool. */
export function openFetch(settings: TrialSettings, connections: number): Client {
  const dispatcher = new Agent({
    connections,
    allowH2: false,
    headersTimeout: settings.requestTimeoutMs,
    bodyTimeout: settings.requestTimeoutMs,
    connect: { timeout: settings.requestTimeoutMs },
  });

  async function get(path: string, encoding: TrialSettings['encoding']): Promise<Uint8Array> {
    const headers = { 'accept-encoding': encoding };
    const response = await fetch(`${settings.origin}${path}`, { dispatcher, headers });
    // Read even where it is not wanted, so that the connection lives on.
    const body = await response.bytes();
    const came = response.headers.get('content-encoding') ?? 'identity';
    if (response.status !== 200) {
      const { status } = response;
      throw new ItemError('status', `${path} answered ${status}`, { status });
    }
    if (came !== encoding) throw new ItemError('encoding', `${path} came as ${came}`);
    return body;
  }

  return {
    async get(path, encoding) {
      try {
        return await get(path, encoding);
      } catch (error) {
        // fetch says no more than "fetch failed"; the cause is what the pool would have said.
        const { cause } = error as Error;
        throw asItemError(path, (cause instanceof Error ? cause : error) as Error);
      }
    },
    close: () => dispatcher.close(),
  };
}
