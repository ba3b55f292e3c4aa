import type { HttpHandler } from 'msw';
import { INTERNAL_ORIGIN, answerTo, type Answer } from './answer.ts';
import type { ContentEncoding } from './content-encoding.ts';
import type { Dataset } from './dataset.ts';

/** Answers to a plain GET by request target (path and query) and accepted encoding. */
export type CompiledAnswers = ReadonlyMap<string, Readonly<Record<ContentEncoding, Answer>>>;

/** Lists worth keeping: the default page and the one the workload asks for. */
const LIST_TARGETS = ['/api/v2/pokemon', '/api/v2/pokemon/', '/api/v2/pokemon?limit=1000'];

/**
 * Runs the handlers once for every list and document and keeps the answers. A document's other
 * URLs (its id, a trailing slash) share the answer of its name.
 */
export async function compile(dataset: Dataset, handlers: HttpHandler[]): Promise<CompiledAnswers> {
  const answers = new Map<string, Readonly<Record<ContentEncoding, Answer>>>();
  for (const target of LIST_TARGETS) answers.set(target, await bothEncodings(target, handlers));
  for (const { id, name } of dataset.documents) {
    const pair = await bothEncodings(`/api/v2/pokemon/${name}`, handlers);
    for (const key of [name, id]) {
      answers.set(`/api/v2/pokemon/${key}`, pair).set(`/api/v2/pokemon/${key}/`, pair);
    }
  }
  return answers;
}

async function bothEncodings(
  target: string,
  handlers: HttpHandler[],
): Promise<Record<ContentEncoding, Answer>> {
  const get = (encoding: ContentEncoding) =>
    answerTo(
      new Request(INTERNAL_ORIGIN + target, { headers: { 'accept-encoding': encoding } }),
      handlers,
    );
  return { gzip: await get('gzip'), identity: await get('identity') };
}
