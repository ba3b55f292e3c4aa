import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import type { TestContext } from 'node:test';

import fc from 'fast-check';

import { EXIT, HarnessError, reportFailure } from '../../harness/errors.ts';
import { printed } from '../../harness/text/printable.ts';
import { FlagError } from '../../mock-server/flags.ts';

/** What came of one case: null for a result, else the code of the line that refuses it. */
export type Outcome = string | null;

/** `npm run fuzz` asks for more: 10,000 of each. */
const ASKED = process.env['FUZZ_CASES'];
/** Printed with every failure by fast-check; another one tries other cases. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 4);
/** By which the heap may differ at the end of equal work, in bytes: caches fill, compilers work. */
const HEAP_SLACK = 48 * 2 ** 20;

const CODES = new Set(
  readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8').match(
    /(?<=^### `)[\w-]+(?=`$)/gm,
  ),
);

/**
 * Tries as many cases as are asked for, else `few`, and says what came of them. Where the garbage collector
 * can be called (`npm run fuzz`), what stays of the second half of the cases must not grow.
 */
export async function fuzz<T>(
  context: TestContext,
  few: number,
  cases: fc.Arbitrary<T>,
  tried: (given: T) => Promise<Outcome> | Outcome,
): Promise<ReadonlyMap<Outcome, number>> {
  const numRuns = Number(ASKED ?? few);
  const outcomes = new Map<Outcome, number>();
  let count = 0;
  let heapHalfway = 0;
  const property = fc.asyncProperty(cases, async (given) => {
    const outcome = await tried(given);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    if (++count === Math.ceil(numRuns / 2)) heapHalfway = heapBytes();
  });
  await fc.assert(property, { numRuns, seed: SEED });
  const grown = heapBytes() - heapHalfway;
  assert.ok(grown < HEAP_SLACK, `${Math.round(grown / 2 ** 20)} MB more at the end`);
  const all = [...outcomes].map(([outcome, times]) => `${outcome ?? 'accepted'} ${times}`);
  context.diagnostic(`${count} cases: ${all.sort().join(', ')}`);
  return outcomes;
}

/** The outcome of what may throw; an error must be fit to be shown to a user. */
export async function outcomeOf(attempt: () => unknown): Promise<Outcome> {
  try {
    await attempt();
    return null;
  } catch (error) {
    return refusalOf(error);
  }
}

/** The code of an error that is shown as clear lines; anything else is thrown again. */
export function refusalOf(error: unknown): string {
  const shown = error instanceof FlagError ? new HarnessError(error.code, error.message) : error;
  if (!(shown instanceof HarnessError)) throw error;
  const stderr = new PassThrough();
  assert.equal(reportFailure(shown, stderr), EXIT.usage);
  return refusalIn(printed(String(stderr.read() ?? '')));
}

/** The code in what was printed of an error; as a user sees it, and with nothing a terminal would obey. */
export function refusalIn(stderr: string): string {
  const [, code = ''] = /^concurrency-bench: [^\n]{1,4000} \[([\w-]+)\]\n/.exec(stderr) ?? [];
  assert.ok(CODES.has(code), `no documented code: ${JSON.stringify(stderr.slice(0, 500))}`);
  assertPrintable(stderr);
  assert.doesNotMatch(stderr, /^\s+at .+:\d+:\d+\)?$/m);
  return code;
}

export function assertPrintable(text: string): void {
  assert.doesNotMatch(text, /(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
}

/** Options without a number that is none. */
export function assertSound(options: unknown): void {
  JSON.stringify(options, (key, value: unknown) => {
    if (typeof value === 'number') assert.ok(Number.isFinite(value), `${key} is ${value}`);
    return value;
  });
}

function heapBytes(): number {
  if (globalThis.gc === undefined) return 0;
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
