import type { SimpleWorkload } from 'concurrency-bench';

interface List {
  readonly results: readonly { readonly name: string }[];
}
interface Pokemon {
  readonly types: readonly { readonly type: { readonly name: string } }[];
}

/**
 * The work of the article about Python's free threading, as you would write it yourself: fetch each
 * Pokémon, parse the whole document, take the types. The built-in workload fetch-pokemon does the
 * same for speed: undici's pool instead of fetch, waiting and computing measured apart.
 */
const workload: SimpleWorkload<string, string> = {
  summary: 'Fetch each Pokémon with fetch and take its types.',
  // A mock server listens at `origin`, is not measured, and counts the requests of every model.
  usesMockServer: true,

  async list({ origin, items }) {
    const { results } = (await get(`${origin}/api/v2/pokemon?limit=${items}`)) as List;
    return results.map(({ name }) => name);
  },

  open: ({ origin }) => origin,

  async run(name, origin) {
    const { types } = (await get(`${origin}/api/v2/pokemon/${name}`)) as Pokemon;
    return { name, types: types.map(({ type }) => type.name) };
  },
};
export default workload;

async function get(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: status ${response.status}`);
  return response.json();
}
