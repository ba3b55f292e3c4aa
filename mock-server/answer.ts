import { getResponse, type HttpHandler } from 'msw';
import { cannot } from './handlers.ts';

/** An HTTP answer, ready to be written. */
export interface Answer {
  readonly status: number;
  /** Name, value, name, value …, as `writeHead` takes them. */
  readonly headers: readonly string[];
  readonly body: Buffer;
}

/** Origin the server's handlers answer for; no byte of an answer depends on it. */
export const INTERNAL_ORIGIN = 'http://localhost';

/** What the handlers answer to a request, or Express's 404 page where none takes it. */
export async function answerTo(request: Request, handlers: HttpHandler[]): Promise<Answer> {
  return toAnswer((await getResponse(handlers, request)) ?? cannot(request));
}

export async function toAnswer(response: Response): Promise<Answer> {
  return {
    status: response.status,
    headers: [...response.headers].flat(),
    body: Buffer.from(await response.arrayBuffer()),
  };
}
