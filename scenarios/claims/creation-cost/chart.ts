import type { ClaimChart, ClaimPoint, Figures } from '../../../harness/claim-contract.ts';
import { formatRatio } from '../../../harness/text/format.ts';
import { costOfOneMore, MEASURES, measuresOf, wasMeasured } from './one-more.ts';
import { EMPTY_TASK, EMPTY_THREAD, UNITS } from './units.ts';

/** Memory of the article's execution units. */
export const ARTICLE = { goroutineBytes: 2000, threadBytes: 32_000 };

/** Memory of one more, beside the article's; none where the system does not say it. */
export function memoryChart(figures: Figures): { chart?: ClaimChart } {
  const memory = MEASURES[2];
  const measured = UNITS.filter(
    (unit) => wasMeasured(figures, unit) && measuresOf(figures, unit).includes(memory),
  );
  if (!measured.includes(EMPTY_TASK) || !measured.includes(EMPTY_THREAD)) return {};
  const [task, thread] = [EMPTY_TASK, EMPTY_THREAD].map(
    (unit) => costOfOneMore(figures, unit, memory).estimate,
  );
  const bars = measured.map((unit): ClaimPoint => {
    const y = costOfOneMore(figures, unit, memory);
    return { x: unit.title, y, series: unit.load };
  });
  const chart: ClaimChart = {
    title: `A thread takes ${formatRatio((thread ?? NaN) / (task ?? NaN))}x more memory than an async task`,
    kind: 'bars',
    x: { title: 'what is started once more' },
    y: { title: 'private memory of one more', unit: 'bytes', scale: 'log' },
    // A logarithm has no place for a cost that may be nothing.
    points: [...bars.filter(({ y }) => y.low > 0), ...articleBars()],
  };
  return { chart };
}

function articleBars(): readonly ClaimPoint[] {
  const { goroutineBytes, threadBytes } = ARTICLE;
  return [bar('goroutine', goroutineBytes), bar('Python thread', threadBytes)];
}

function bar(x: string, bytes: number): ClaimPoint {
  return { x, y: { estimate: bytes, low: bytes, high: bytes }, series: 'the article' };
}
