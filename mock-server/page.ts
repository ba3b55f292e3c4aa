import type { Dataset } from './dataset.ts';

/** Every link in a document points to the live API, so that bytes do not depend on a port. */
const PUBLIC_ORIGIN = 'https://pokeapi.co';
const DEFAULT_LIMIT = 20;

/** A window of the list. Both may be negative or huge: the live API checks neither. */
interface Window {
  readonly offset: number;
  readonly limit: number;
}

/**
 * The list document for a path and its query, as the live API builds it: `limit` and `offset` go
 * through parseInt, what is no number or 0 counts as not given, and `results` is a plain slice.
 */
export function listPage(dataset: Dataset, path: string, query: URLSearchParams): string {
  const window = {
    offset: parseCount(query, 'offset', 0),
    limit: parseCount(query, 'limit', DEFAULT_LIMIT),
  };
  const { documents } = dataset;
  return JSON.stringify({
    count: documents.length,
    next: pageUrl(path, nextWindow(window, documents.length)),
    previous: pageUrl(path, previousWindow(window)),
    results: documents
      .slice(window.offset, window.offset + window.limit)
      .map(({ id, name }) => ({ name, url: `${PUBLIC_ORIGIN}/api/v2/pokemon/${id}/` })),
  });
}

/** Without a radix, as the live API calls parseInt: `0x10` is 16 there. */
function parseCount(query: URLSearchParams, name: string, otherwise: number): number {
  return Number.parseInt(query.get(name) ?? '') || otherwise;
}

/** The next window, cut to what is left; null where nothing is. */
function nextWindow({ offset, limit }: Window, count: number): Window | null {
  const begin = offset + limit;
  const end = Math.min(begin + limit, count);
  return end > begin ? { offset: begin, limit: end - begin } : null;
}

/** The window before, cut at the start of the list; null at the start. */
function previousWindow({ offset, limit }: Window): Window | null {
  const begin = Math.max(offset - limit, 0);
  return begin < offset ? { offset: begin, limit: offset - begin } : null;
}

function pageUrl(path: string, window: Window | null): string | null {
  if (window === null) return null;
  return `${PUBLIC_ORIGIN}${path.toLowerCase()}?offset=${window.offset}&limit=${window.limit}`;
}
