/**
 * How often what a report says of the number of items from which a model pays off is right, on
 * simulated runs. Some minutes: npx node test/bench/pay-off-simulation.ts
 */
import { median } from 'simple-statistics';

import { createRandom } from '../../harness/stats/random.ts';
import { markdownTable } from '../../harness/text/markdown.ts';
import { columnsOf } from '../../harness/text/table.ts';
import { type CostsTruth, holds, simulatePayOff, trueItems } from '../support/simulated-pay-off.ts';

const RUNS = 500;

/** What an item takes where the baseline takes 2 ms, and items enough to say something. */
const ITEMS = [
  { itemMs: 1.1, items: 400 },
  { itemMs: 1.8, items: 2000 },
  { itemMs: 1.95, items: 10_000 },
  { itemMs: 2, items: 10_000 },
];

const rows = ITEMS.flatMap(({ itemMs, items }) =>
  [7, 10, 20].flatMap((rounds) =>
    [0.025, 0.052, 0.125].map((sd) => rowOf({ costs: [300, itemMs], items, rounds, sd })),
  ),
);
const columns = ['true number', 'rounds', 'noise', 'right', 'a number', 'of these right', 'width'];
process.stdout.write(
  `${markdownTable({ title: 'Pay-off', columns: columnsOf([], columns), rows, notes: [] })}\n`,
);

function rowOf(truth: CostsTruth) {
  const random = createRandom(1, JSON.stringify(truth));
  const items = trueItems(truth);
  const found = Array.from({ length: RUNS }, () => simulatePayOff(truth, random));
  const numbers = found.flatMap((one) => (one?.kind === 'from' ? one : []));
  const share = <T>(all: readonly T[], part: readonly T[]) =>
    all.length === 0 ? '' : `${((100 * part.length) / all.length).toFixed(1)} %`;
  const right = (one: (typeof found)[number]) => holds(one, items);
  const widths = numbers.map(({ low, high }) => ((high ?? Infinity) - low) / items);
  return [
    items === Infinity ? 'never' : items.toFixed(0),
    String(truth.rounds),
    `${(100 * truth.sd).toFixed(1)} %`,
    share(found, found.filter(right)),
    share(found, numbers),
    share(numbers, numbers.filter(right)),
    widths.length === 0 || items === Infinity ? '' : widthText(median(widths)),
  ].map((value) => ({ value }));
}

function widthText(width: number): string {
  return width === Infinity ? 'no end' : `${(100 * width).toFixed(0)} %`;
}
