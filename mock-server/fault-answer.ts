import { type IncomingMessage, STATUS_CODES, type ServerResponse } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Answer } from './answer.ts';
import { negotiateEncoding } from './content-encoding.ts';
import type { Fault } from './faults.ts';

/** After these the answer never ends as it began. */
const BROKEN_KINDS = ['stall', 'reset', 'short', 'bad-header'] as const;

type BrokenFault = Fault & { readonly kind: (typeof BROKEN_KINDS)[number] };

/** As the page of a content network that takes the client for a robot. */
const CHALLENGE = Buffer.from(`<!DOCTYPE html>
<html lang="en"><head><title>Just a moment...</title></head>
<body><h1>Checking your browser before accessing the site</h1></body></html>
`);

/** CRC-32 and length of the plain bytes, at the end of a gzip stream (RFC 1952, 2.3). */
const GZIP_TRAILER_BYTES = 8;

export function isBroken(fault: Fault): fault is BrokenFault {
  return BROKEN_KINDS.some((kind) => kind === fault.kind);
}

/** The answer that is sent whole in place of the right one. */
export function wrongAnswer(
  { kind }: Fault,
  right: Answer,
  { headers }: Pick<IncomingMessage, 'headers'>,
): Answer {
  const accepted = headers['accept-encoding'];
  switch (kind) {
    case 'status-429':
    case 'status-500':
    case 'status-503':
      return statusAnswer(Number(kind.slice('status-'.length)));
    case 'wrong-type':
      return withHeaders(right, { 'content-type': 'text/html; charset=utf-8' }, right.body);
    case 'challenge': {
      const page = withHeaders(right, { 'content-type': 'text/html; charset=utf-8' }, CHALLENGE);
      return encoded(page, CHALLENGE, accepted);
    }
    case 'truncated': {
      const plain = plainBody(right);
      return encoded(right, plain.subarray(0, plain.length >> 1), accepted);
    }
    case 'bad-gzip':
      return withHeaders(
        right,
        { 'content-encoding': 'gzip' },
        damaged(gzipSync(plainBody(right))),
      );
    default:
      // A slow one only begins later.
      return right;
  }
}

/** Sends as much of the right answer as comes before the fault; a stalled one is left to the client. */
export function breakOff(
  { kind }: BrokenFault,
  response: ServerResponse,
  { status, headers, body }: Answer,
): void {
  const { socket } = response;
  if (kind === 'reset') {
    socket?.resetAndDestroy();
    return;
  }
  if (kind === 'bad-header') {
    // A field name cannot hold a space (RFC 9110, 5.1).
    socket?.end('HTTP/1.1 200 OK\r\nno header at all\r\n\r\n');
    return;
  }
  response.writeHead(status, headers as string[]);
  response.write(body.subarray(0, body.length >> 1));
  if (kind === 'short') socket?.end();
}

function statusAnswer(status: number): Answer {
  const body = Buffer.from(STATUS_CODES[status] ?? '');
  return {
    status,
    headers: ['content-type', 'text/plain; charset=utf-8', 'content-length', String(body.length)],
    body,
  };
}

/** These plain bytes, gzipped where the client takes that. */
function encoded(answer: Answer, plain: Buffer, accepted: string | undefined): Answer {
  return negotiateEncoding(accepted) === 'gzip'
    ? withHeaders(answer, { 'content-encoding': 'gzip' }, gzipSync(plain))
    : withHeaders(answer, {}, plain);
}

function withHeaders(
  { status, headers }: Answer,
  changed: Readonly<Record<string, string>>,
  body: Buffer,
): Answer {
  const pairs = headers.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), headers[index + 1] ?? ''] as const] : [],
  );
  const all = { ...Object.fromEntries(pairs), ...changed, 'content-length': String(body.length) };
  return { status, headers: Object.entries(all).flat(), body };
}

function plainBody({ headers, body }: Answer): Buffer {
  const place = headers.indexOf('content-encoding');
  return place !== -1 && headers[place + 1] === 'gzip' ? gunzipSync(body) : body;
}

function damaged(gzip: Buffer): Buffer {
  const start = gzip.length - GZIP_TRAILER_BYTES;
  gzip[start] = (gzip[start] ?? 0) ^ 0xff;
  return gzip;
}
