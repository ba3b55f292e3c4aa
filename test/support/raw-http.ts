import { request, type Agent, type IncomingMessage, type RequestOptions } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  /** [name, value] in the order sent, without what every node:http server adds by itself. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

const ADDED_BY_NODE = ['date', 'connection', 'keep-alive'];

export interface RawRequest {
  readonly method?: string;
  /** Path and query, sent exactly as given. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly agent?: Agent;
}

/** Sends one request without any help: no decompression, no added headers. */
export async function send(origin: string, { target, ...rest }: RawRequest): Promise<RawAnswer> {
  const incoming = await open(origin, { path: target, ...rest });
  const pairs = incoming.rawHeaders.flatMap((name, index, all) =>
    index % 2 === 0 ? [[name.toLowerCase(), all[index + 1] ?? ''] as const] : [],
  );
  return {
    status: incoming.statusCode ?? 0,
    headers: pairs.filter(([name]) => !ADDED_BY_NODE.includes(name)),
    body: await buffer(incoming),
  };
}

export function header(answer: RawAnswer, name: string): string | undefined {
  return answer.headers.find(([key]) => key === name)?.[1];
}

function open(origin: string, options: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(origin, options, resolve).on('error', reject).end();
  });
}
