import { hash } from 'node:crypto';

/** The weak entity tag Express gives a body: its length in hex and 27 characters of its SHA-1. */
export function weakEtag(body: Buffer): string {
  const digest = hash('sha1', body, 'base64').slice(0, 27);
  return `W/"${body.length.toString(16)}-${digest}"`;
}

/**
 * Whether the client already holds the representation with this weak tag, so that 304 is enough.
 * `no-cache` asks for the whole answer all the same.
 */
export function isFresh(request: Headers, etag: string): boolean {
  const ifNoneMatch = request.get('if-none-match');
  if (!ifNoneMatch) return false;
  if (/(?:^|,)\s*no-cache\s*(?:,|$)/.test(request.get('cache-control') ?? '')) return false;
  if (ifNoneMatch === '*') return true;
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim());
  return tags.includes(etag) || tags.includes(etag.replace('W/', ''));
}
