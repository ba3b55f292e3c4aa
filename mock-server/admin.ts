import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Counters } from './counters.ts';
import { ABOUT_PATH, COUNTERS_PATH, type About } from './protocol.ts';

/** Answers the requests by which a harness drives the server. */
export function answerAdmin(
  request: IncomingMessage,
  response: ServerResponse,
  about: About,
  counters: Counters,
): void {
  switch (`${request.method ?? ''} ${request.url ?? ''}`) {
    case `GET ${ABOUT_PATH}`:
      sendJson(response, 200, about);
      break;
    case `GET ${COUNTERS_PATH}`:
      sendJson(response, 200, counters.report());
      break;
    case `DELETE ${COUNTERS_PATH}`:
      sendJson(response, 200, counters.report());
      counters.reset();
      break;
    default:
      sendJson(response, 404, {
        error: `Known are GET ${ABOUT_PATH}, GET ${COUNTERS_PATH} and DELETE ${COUNTERS_PATH}.`,
      });
  }
}

/** For a name that is not this machine's. */
export function refuseHost(response: ServerResponse): void {
  sendJson(response, 403, {
    error: 'Ask by the address of the server, or by the name that it was given with --host.',
  });
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = `${JSON.stringify(value)}\n`;
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
