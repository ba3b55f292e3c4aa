import type { PairWorkload, TrialSettings } from '../../harness/contract.ts';
import fetchPokemon from './fetch-pokemon.ts';
import { gunzip } from './fetch-pokemon/gunzip.ts';

/**
 * The main workload, whose results are whole documents instead of one line of types: the same
 * requests and the same computing, but all of it crosses the boundary to the collector.
 */
const workload: PairWorkload = {
  ...fetchPokemon,
  name: 'fetch-documents',
  summary: 'As fetch-pokemon, but the result of each Pokémon is its whole document.',
  compute,
};
export default workload;

function compute(name: string, body: Uint8Array, settings: TrialSettings): string {
  const line = fetchPokemon.compute(name, body, settings);
  const bytes = settings.encoding === 'gzip' ? gunzip(body) : body;
  return `${line} ${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')}`;
}
