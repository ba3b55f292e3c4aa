// The pool alone, not undici's index: 35 ms of CPU and 6 MB less for every thread and process
// (docs/decisions/0003-http-client.md).
import Pool from 'undici/lib/dispatcher/pool.js';

import type { Session, TrialSettings, Workload } from '../../harness/contract.ts';
import { ItemError } from '../item-error.ts';
import { fetchBody } from './fetch-pokemon/fetch-body.ts';
import { gunzip } from './fetch-pokemon/gunzip.ts';

/** The part of a PokeAPI document this workload reads. */
interface PokemonTypes {
  readonly types: readonly { readonly type: { readonly name: string } }[];
}

interface PokemonList {
  readonly results: readonly { readonly name: string }[];
}

const workload: Workload = {
  name: 'fetch-pokemon',
  summary: 'Fetch each Pokémon, gunzip and parse the whole document, take the type names.',
  list,
  open,
  compute,
};
export default workload;

async function list(settings: TrialSettings): Promise<readonly string[]> {
  const client = openPool(settings, 1);
  try {
    const body = await fetchBody(
      client,
      `/api/v2/pokemon?limit=${settings.items}`,
      settings.encoding,
    );
    const { results } = parse(body, settings) as Partial<PokemonList>;
    if (results === undefined || results.length === 0)
      throw new ItemError('shape', 'the list is empty');
    return results.map(({ name }) => name);
  } finally {
    await client.close();
  }
}

function open(settings: TrialSettings): Session {
  const client = openPool(settings, settings.inFlight);
  return {
    fetch: (name) => fetchBody(client, `/api/v2/pokemon/${name}`, settings.encoding),
    close: () => client.close(),
  };
}

function openPool(settings: TrialSettings, connections: number): Pool {
  return new Pool(settings.origin, {
    connections,
    allowH2: false,
    headersTimeout: settings.requestTimeoutMs,
    bodyTimeout: settings.requestTimeoutMs,
    connect: { timeout: settings.requestTimeoutMs },
  });
}

function compute(name: string, body: Uint8Array, settings: TrialSettings): string {
  const { types } = parse(body, settings) as Partial<PokemonTypes>;
  if (types === undefined) throw new ItemError('shape', `${name} has no types`);
  return `Worker fetched ${name}: [${types.map(({ type }) => type.name).join(', ')}]`;
}

function parse(body: Uint8Array, settings: TrialSettings): unknown {
  const bytes = settings.encoding === 'gzip' ? gunzip(body) : body;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ItemError('json', `not JSON: ${text.slice(0, 40)}`, { cause: error });
  }
}
