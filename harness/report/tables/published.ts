import { comparisonWords } from '../../analysis/ratio-text.ts';
import type { Cell } from '../../text/table.ts';

export type Published = (typeof PUBLISHED)[number];

/** The published table of the article (25 April 2026), by what the models here name as their analogue. */
export const PUBLISHED = [
  {
    ...{ analogue: 'threads under the GIL', approach: 'Threading (GIL)' },
    ...{ seconds: 9, megabytes: 85, cpuSeconds: 1.2 },
  },
  {
    ...{ analogue: 'free threading', approach: 'Free-threading' },
    ...{ seconds: 5.45, megabytes: 283, cpuSeconds: 6.55 },
  },
  {
    ...{ analogue: 'subinterpreters', approach: 'Subinterpreters' },
    ...{ seconds: 6.01, megabytes: 386, cpuSeconds: 19.66 },
  },
] as const;

const [FIRST] = PUBLISHED;

/** Its figures, below them the comparison with the first row. */
export function publishedFigures(
  row: Published,
): Readonly<Record<'time' | 'memory' | 'cpu', Cell>> {
  const cell = (value: string, over: number, quantity: 'time' | 'amount'): Cell =>
    row === FIRST ? { value } : { value, detail: publishedText(over, quantity) };
  return {
    time: cell(`${row.seconds.toFixed(2)} s`, row.seconds / FIRST.seconds, 'time'),
    memory: cell(`${row.megabytes} MB`, row.megabytes / FIRST.megabytes, 'amount'),
    cpu: cell(`${row.cpuSeconds} s`, row.cpuSeconds / FIRST.cpuSeconds, 'amount'),
  };
}

/** The article gives no intervals, so its ratios are taken as they are. */
function publishedText(ratio: number, quantity: 'time' | 'amount'): string {
  const outcome = ratio > 1 ? 'more' : 'less';
  const exact = { ratio, low: ratio, high: ratio, coverage: 1, n: 1 };
  return comparisonWords({ ...exact, outcome }, quantity).words;
}
