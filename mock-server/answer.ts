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
    body: await bodyOf(response),
  };
}

/** The bytes of a body. One that is a single piece, as every document, is kept and not copied. */
async function bodyOf({ body }: Response): Promise<Buffer> {
  const pieces = body === null ? [] : ((await Array.fromAsync(body)) as Uint8Array[]);
  const [first] = pieces;
  if (first === undefined || pieces.length > 1) return Buffer.concat(pieces);
  return Buffer.from(first.buffer, first.byteOffset, first.byteLength);
}
