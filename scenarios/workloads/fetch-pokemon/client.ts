import type { TrialSettings } from '../../../harness/contract.ts';

/** What the workload asks of HTTP. */
export interface Client {
  /** The body of a 200 in the asked encoding, all else is an ItemError. */
  get(path: string, encoding: TrialSettings['encoding']): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * undici's pool, or fetch where the settings say so. Each is loaded only here: the floor has no HTTP
 * and should not pay for a client (docs/method.md, Start-up), nor a model for one it does not use.
 */
export async function openClient(settings: TrialSettings, connections: number): Promise<Client> {
  if (settings.client === undefined) {
    const { openPool } = await import('./pool-client.ts');
    return openPool(settings, connections);
  }
  const { openFetch } = await import('./fetch-client.ts');
  return openFetch(settings, connections);
}

/** How a body leaves the client: fetch inflates it by itself. */
export function bodyEncoding({ client, encoding }: TrialSettings): TrialSettings['encoding'] {
  return client === 'fetch' ? 'identity' : encoding;
}
