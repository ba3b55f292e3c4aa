import type { TrialSettings } from '../../../harness/contract.ts';
import { openPool } from './pool-client.ts';

/** What the workload asks of HTTP. */
export interface Client {
  /** The body of a 200 in the asked encoding, all else is an ItemError. */
  get(path: string, encoding: TrialSettings['encoding']): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** undici's pool, or fetch where the settings say so. */
export async function openClient(settings: TrialSettings, connections: number): Promise<Client> {
  if (settings.client === undefined) return openPool(settings, connections);
  // Loaded only here: it takes undici's index, for which no other model should pay.
  const { openFetch } = await import('./fetch-client.ts');
  return openFetch(settings, connections);
}

/** How a body leaves the client: fetch inflates it by itself. */
export function bodyEncoding({ client, encoding }: TrialSettings): TrialSettings['encoding'] {
  return client === 'fetch' ? 'identity' : encoding;
}
