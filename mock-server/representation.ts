import { STATUS_CODES } from 'node:http';
import { gzipSync } from 'node:zlib';
import { negotiateEncoding } from './content-encoding.ts';
import { isFresh, weakEtag } from './freshness.ts';

/** What a URL stands for, before encoding, freshness and method are negotiated with a request. */
export interface Representation {
  readonly status: number;
  /** Without content-length and content-encoding, which depend on the request. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** `body`, gzipped; null where it is made when a request asks for it. */
  readonly gzip: Buffer | null;
}

/** Sent with every answer, whatever its status. */
const COMMON_HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'X-PokeAPI-Hash,X-PokeAPI-Deploy-Date',
  'x-powered-by': 'Express',
};

/** Smaller bodies are not compressed: the default threshold of Express's compression, in bytes. */
const GZIP_THRESHOLD_BYTES = 1024;

/** A day for what exists, five days for what does not, in seconds. */
const FOUND_MAX_AGE = 86_400;
const MISSING_MAX_AGE = 432_000;

/** A JSON document that exists. */
export function jsonDocument(body: Buffer, gzip: Buffer | null): Representation {
  const headers = {
    'cache-control': cacheControl(FOUND_MAX_AGE),
    'content-type': 'application/json; charset=utf-8',
    etag: weakEtag(body),
  };
  return { status: 200, headers, body, gzip };
}

/** A URL the API knows, with nothing behind it. */
export const NOT_FOUND = statusText(404, { 'cache-control': cacheControl(MISSING_MAX_AGE) });

/** A URL the API does not know. */
export const BAD_REQUEST = statusText(400, {});

/** Express's own page for what no route takes: another method, another path. */
export function cannotPage(method: string, path: string): Representation {
  const shown = `${method} ${path}`.replaceAll('&', '&amp;').replaceAll("'", '&#39;');
  const body = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Error</title>
</head>
<body>
<pre>Cannot ${shown}</pre>
</body>
</html>
`;
  const headers = {
    'content-security-policy': "default-src 'none'",
    'content-type': 'text/html; charset=utf-8',
    'x-content-type-options': 'nosniff',
  };
  return { status: 404, headers, body: Buffer.from(body), gzip: null };
}

/** The answer to a request for a representation: 304, no body for HEAD, gzip where asked for. */
export function respond(request: Request, representation: Representation): Response {
  const { status, headers, body } = representation;
  const { etag } = headers;
  if (status === 200 && etag !== undefined && isFresh(request.headers, etag)) {
    return emptyResponse(304, { etag, 'cache-control': headers['cache-control'] ?? '' });
  }
  // Express measures a HEAD answer before it compresses, so its length is that of the plain body.
  const gzipped =
    request.method !== 'HEAD' &&
    body.length >= GZIP_THRESHOLD_BYTES &&
    negotiateEncoding(request.headers.get('accept-encoding')) === 'gzip';
  const sent = gzipped ? (representation.gzip ?? gzipSync(body)) : body;
  // As a stream, since of a buffer Response makes a copy.
  return new Response(request.method === 'HEAD' ? null : ReadableStream.from([sent]), {
    status,
    statusText: STATUS_CODES[status] ?? '',
    headers: {
      ...COMMON_HEADERS,
      ...headers,
      ...(gzipped && { 'content-encoding': 'gzip' }),
      'content-length': String(sent.length),
      vary: 'Accept-Encoding',
    },
  });
}

/** An answer to a CORS preflight, as the cors middleware gives it. */
export function preflight(request: Request): Response {
  const asked = request.headers.get('access-control-request-headers');
  return emptyResponse(204, {
    'access-control-allow-methods': 'GET,HEAD',
    ...(asked !== null && { 'access-control-allow-headers': asked }),
    'content-length': '0',
    vary: 'Access-Control-Request-Headers',
  });
}

function emptyResponse(status: number, headers: Record<string, string>): Response {
  return new Response(null, {
    status,
    statusText: STATUS_CODES[status] ?? '',
    headers: { ...COMMON_HEADERS, ...headers },
  });
}

function statusText(status: number, headers: Record<string, string>): Representation {
  const body = Buffer.from(STATUS_CODES[status] ?? '');
  const contentType = 'text/plain; charset=utf-8';
  return {
    status,
    headers: { ...headers, 'content-type': contentType, etag: weakEtag(body) },
    body,
    gzip: null,
  };
}

function cacheControl(maxAgeSeconds: number): string {
  return `public, max-age=${maxAgeSeconds}, s-maxage=${maxAgeSeconds}`;
}
