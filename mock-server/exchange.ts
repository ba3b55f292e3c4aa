import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpHandler } from 'msw';
import { INTERNAL_ORIGIN, answerTo, toAnswer, type Answer } from './answer.ts';
import type { CompiledAnswers } from './compile.ts';
import { negotiateEncoding } from './content-encoding.ts';
import type { Counters } from './counters.ts';
import { latencyOf, resourceOf, type LatencyOptions } from './latency.ts';
import { cannotPage, respond } from './representation.ts';

/** What it takes to answer a request. */
export interface Answering {
  readonly handlers: HttpHandler[];
  readonly compiled: CompiledAnswers;
  readonly counters: Counters;
  readonly latency: LatencyOptions;
}

/** Answers one request of the mocked API after its latency, and counts it. */
export function exchange(
  request: IncomingMessage,
  response: ServerResponse,
  { handlers, compiled, counters, latency }: Answering,
): void {
  const period = counters.begin(request.socket);
  const delayMs = latency.latencyMs === 0 ? 0 : latencyOf(resourceOf(request.url ?? ''), latency);
  let timer: NodeJS.Timeout | undefined;
  let bodyBytes = 0;
  response.on('close', () => {
    clearTimeout(timer);
    counters.end(period, response.writableFinished ? response.statusCode : null, bodyBytes);
  });
  const send = ({ status, headers, body }: Answer) => {
    bodyBytes = body.length;
    response.writeHead(status, headers as string[]);
    response.end(body);
  };
  const reply = () => {
    const known = findCompiled(request, compiled);
    if (known !== undefined) send(known);
    // Only a bug rejects this; it then ends the process with its stack.
    else void askHandlers(request, handlers).then(send);
  };
  if (delayMs === 0) reply();
  else timer = setTimeout(reply, delayMs);
}

/** The kept answer to a plain GET; undefined where the request asks for more. */
function findCompiled(request: IncomingMessage, compiled: CompiledAnswers): Answer | undefined {
  const { headers } = request;
  if (request.method !== 'GET' || headers['if-none-match'] !== undefined) return undefined;
  return compiled.get(request.url ?? '')?.[negotiateEncoding(headers['accept-encoding'])];
}

async function askHandlers(incoming: IncomingMessage, handlers: HttpHandler[]): Promise<Answer> {
  const { method = 'GET', url: target = '/' } = incoming;
  const url = INTERNAL_ORIGIN + pathAndQuery(target);
  const headers = Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  // A fetch Request cannot have this method, and no route would take it.
  if (method === 'TRACE') {
    const page = cannotPage(method, new URL(url).pathname);
    return toAnswer(respond(new Request(url, { headers }), page));
  }
  return answerTo(new Request(url, { method, headers }), handlers);
}

/** The part of a request target after the origin, which the absolute form (RFC 9112, 3.2.2) has. */
function pathAndQuery(target: string): string {
  if (target.startsWith('/')) return target;
  const url = URL.parse(target);
  return url === null ? `/${target}` : url.pathname + url.search;
}
