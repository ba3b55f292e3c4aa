import type { PairWorkload, Session, TrialSettings } from '../../harness/contract.ts';
import { ItemError } from '../item-error.ts';
import type { Client } from './fetch-pokemon/client.ts';
import { gunzip } from './fetch-pokemon/gunzip.ts';

/** The part of a PokeAPI document this workload reads. */
interface PokemonTypes {
  readonly types: readonly { readonly type: { readonly name: string } }[];
}

interface PokemonList {
  readonly results: readonly { readonly name: string }[];
}

const workload: PairWorkload = {
  name: 'fetch-pokemon',
  summary: 'Fetch each Pokémon, gunzip and parse the whole document, take the type names.',
  usesMockServer: true,
  list,
  open,
  compute,
};
export default workload;

async function list(settings: TrialSettings): Promise<readonly string[]> {
  const client = await openClient(settings, 1);
  try {
    // Plain: servers do not compress a list of a few names, and the item's encoding is the subject.
    const body = await client.get(`/api/v2/pokemon?limit=${settings.items}`, 'identity');
    const document = parse(body, 'identity') as PokemonList;
    const names = reading('the list', () => document.results.map(({ name }) => name));
    if (names.length === 0) throw new ItemError('shape', 'the list is empty');
    return names;
  } finally {
    await client.close();
  }
}

async function open(settings: TrialSettings): Promise<Session> {
  const client = await openClient(settings, settings.inFlight);
  return {
    fetch: (name) => client.get(`/api/v2/pokemon/${name}`, settings.encoding),
    close: () => client.close(),
  };
}

function compute(name: string, body: Uint8Array, settings: TrialSettings): string {
  const document = parse(body, bodyEncoding(settings)) as PokemonTypes;
  const types = reading(name, () => document.types.map(({ type }) => type.name));
  return `Worker fetched ${name}: [${types.join(', ')}]`;
}

/**
 * undici's pool, or fetch where the settings say so. Each is loaded only here: the floor has no HTTP
 * and should not pay for a client (docs/method.md, Start-up), nor a model for one it does not use.
 */
async function openClient(settings: TrialSettings, connections: number): Promise<Client> {
  if (settings.client === undefined) {
    const { openPool } = await import('./fetch-pokemon/pool-client.ts');
    return openPool(settings, connections);
  }
  const { openFetch } = await import('./fetch-pokemon/fetch-client.ts');
  return openFetch(settings, connections);
}

/** A document may be any JSON; what it lacks shows when it is read. */
function reading<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new ItemError('shape', `${what}: ${(error as Error).message}`, { cause: error });
  }
}

function parse(body: Uint8Array, encoding: TrialSettings['encoding']): unknown {
  const bytes = encoding === 'gzip' ? gunzip(body) : body;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ItemError('json', `not JSON: ${text.slice(0, 40)}`, { cause: error });
  }
}

/** How a body leaves the client: fetch inflates it by itself. */
function bodyEncoding({ client, encoding }: TrialSettings): TrialSettings['encoding'] {
  return client === 'fetch' ? 'identity' : encoding;
}
