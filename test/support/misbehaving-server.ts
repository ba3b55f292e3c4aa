import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

export const DOCUMENT = '{"id":1,"types":[{"type":{"name":"grass"}},{"type":{"name":"poison"}}]}';
const GZIPPED = gzipSync(DOCUMENT);

/** What the server does when asked for an item of this name. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  good: (response, { headers }) => {
    if (headers['accept-encoding'] === 'gzip') answer(response, GZIPPED, 'gzip');
    else answer(response, DOCUMENT);
  },
  'early-hints': (response, request) => {
    response.writeEarlyHints({ link: '</style.css>; rel=preload' }, () => {
      ANSWERS['good']?.(response, request);
    });
  },
  '500': (response) => response.writeHead(500).end('<h1>Sorry</h1>'),
  '404': (response) => response.writeHead(404).end('Not Found'),
  '204': (response) => response.writeHead(204).end(),
  'plain-though-gzip-was-asked': (response) => {
    answer(response, DOCUMENT);
  },
  'gzip-though-plain-was-asked': (response) => {
    answer(response, GZIPPED, 'gzip');
  },
  'gzip-in-name-only': (response) => {
    answer(response, DOCUMENT, 'gzip');
  },
  'truncated-gzip': (response) => {
    answer(response, GZIPPED.subarray(0, -20), 'gzip');
  },
  'empty-gzip': (response) => {
    answer(response, '', 'gzip');
  },
  'truncated-json': (response) => {
    answer(response, DOCUMENT.slice(0, -5));
  },
  'gzipped-truncated-json': (response) => {
    answer(response, gzipSync(DOCUMENT.slice(0, -5)), 'gzip');
  },
  html: (response) => {
    answer(response, '<!doctype html><title>Login</title>');
  },
  empty: (response) => {
    answer(response, '');
  },
  'no-types': (response) => {
    answer(response, '{"id":1}');
  },
  null: (response) => {
    answer(response, 'null');
  },
  'types-no-list': (response) => {
    answer(response, '{"types":{"grass":1}}');
  },
  'reset-before-headers': (response) => response.socket?.resetAndDestroy(),
  'reset-mid-body': (response) => {
    response.writeHead(200, { 'content-length': 1000 });
    response.write('{"types":', () => response.socket?.resetAndDestroy());
  },
  'end-mid-body': (response) => {
    response.writeHead(200, { 'content-length': 1000 });
    response.write('{"types":', () => response.socket?.end());
  },
  'no-headers': () => {
    // Never answers.
  },
  'no-end-of-body': (response) => {
    response.writeHead(200, { 'content-length': 1000 });
    response.write('{"types":');
  },
  garbage: (response) => response.socket?.end('220 mail.example.org ESMTP\r\n'),
  'bad-chunk': (response) =>
    response.socket?.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n'),
  'huge-headers': (response) => {
    answer(response, DOCUMENT, 'identity', 'x'.repeat(32 * 1024));
  },
};

export interface MisbehavingServer extends AsyncDisposable {
  readonly origin: string;
  /** Paths asked for, the list's query included. */
  readonly paths: readonly string[];
}

/** A real server that answers an item as the item's name says; `list` is the text of the list. */
export async function misbehavingServer(port = 0, list = ''): Promise<MisbehavingServer> {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url ?? '');
    const name = /^\/api\/v2\/pokemon\/([^/]+)$/.exec(request.url ?? '')?.[1];
    if (name === undefined) answer(response, list);
    else (ANSWERS[name] ?? (() => response.writeHead(418).end()))(response, request);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    paths,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer(response: ServerResponse, body: string | Uint8Array, encoding = '', extra = '') {
  if (encoding !== '') response.setHeader('content-encoding', encoding);
  if (extra !== '') response.setHeader('x-extra', extra);
  response.end(body);
}
