import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpHandler } from 'msw';
import { INTERNAL_ORIGIN, answerTo, toAnswer, type Answer } from './answer.ts';
import type { CompiledAnswers } from './compile.ts';
import { negotiateEncoding } from './content-encoding.ts';
import type { Counters, Period } from './counters.ts';
import { breakOff, isBroken, wrongAnswer } from './fault-answer.ts';
import { type Fault, faultOf, type FaultPlan, mayHaveFaults } from './faults.ts';
import { latencyOf, resourceOf, type LatencyOptions } from './latency.ts';
import { cannotPage, respond } from './representation.ts';

/** What it takes to answer a request. */
export interface Answering {
  readonly handlers: HttpHandler[];
  readonly compiled: CompiledAnswers;
  readonly counters: Counters;
  readonly latency: LatencyOptions;
  /** Null for none. */
  readonly faults: FaultPlan | null;
}

/** Answers one request of the mocked API after its latency, and counts it. */
export function exchange(
  request: IncomingMessage,
  response: ServerResponse,
  answering: Answering,
): void {
  const { counters, latency } = answering;
  const period = counters.begin(request.socket);
  const fault = nextFault(request, period, answering);
  const resource = latency.latencyMs === 0 ? '' : resourceOf(request.url ?? '');
  const delayMs = latencyOf(resource, latency) + (fault?.delayMs ?? 0);
  let timer: NodeJS.Timeout | undefined;
  let bodyBytes = 0;
  let isCounted = false;
  const count = (status: number | null) => {
    if (!isCounted) counters.end(period, status, bodyBytes);
    isCounted = true;
  };
  response.on('close', () => {
    clearTimeout(timer);
    count(response.writableFinished ? response.statusCode : null);
  });
  const send = (right: Answer) => {
    if (fault !== null) counters.fault(period, fault.kind);
    if (fault !== null && isBroken(fault)) {
      // From here on the server does nothing more, also where the client still waits.
      count(null);
      breakOff(fault, response, right);
      return;
    }
    const sent = fault === null ? right : wrongAnswer(fault, right, request);
    bodyBytes = sent.body.length;
    response.writeHead(sent.status, sent.headers as string[]);
    response.end(sent.body);
  };
  const reply = () => {
    findAnswer(request, answering, send);
  };
  if (delayMs === 0) reply();
  else timer = setTimeout(reply, delayMs);
}

function findAnswer(
  request: IncomingMessage,
  { compiled, handlers }: Answering,
  send: (right: Answer) => void,
): void {
  const known = findCompiled(request, compiled);
  if (known !== undefined) send(known);
  // Only a bug rejects this; it then ends the process with its stack.
  else void askHandlers(request, handlers).then(send);
}

/** What is to be wrong with this attempt at its resource; null for nothing. */
function nextFault(
  { url = '' }: IncomingMessage,
  period: Period,
  { faults, counters, latency: { seed } }: Answering,
): Fault | null {
  const resource = faults === null ? '' : resourceOf(url);
  if (faults === null || !mayHaveFaults(resource)) return null;
  return faultOf(resource, counters.attempt(period, resource), { plan: faults, seed });
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
