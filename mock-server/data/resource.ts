import type { NamedResource } from './document.ts';

/**
 * The live API's own address, whatever host and port serve the documents: their bytes, and so
 * their digest, then depend on the data alone.
 */
export const API_URL = 'https://pokeapi.co/api/v2';

export function resource(endpoint: string, id: number, name: string): NamedResource {
  return { name, url: `${API_URL}/${endpoint}/${id}/` };
}
