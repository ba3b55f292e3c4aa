/**
 * How often what a report says of the number of items from which a model pays off is right, on
 * simulated runs. A minute: npx node test/bench/pay-off-simulation.ts
 */
import { median } from 'simple-statistics';

import { createRandom } from '../../harness/stats/random.ts';
import { markdownTable } from '../../harness/text/markdown.ts';
import { columnsOf } from '../../harness/text/table.ts';
import { type CostsTruth, holds, simulatePayOff, trueItems } from '../support/simulated-pay-off.ts';

const RUNS = 500;

/** What an item takes where the baseline takes 2 ms; the start takes 220 ms longer. */
const ITEM_MS = [1.1, 1.6, 1.8, 1.9, 2];
/** Of a round and of a launch, as on a quiet and on a shared machine (docs/method.md, "Once up"). */
const NOISE = [
  { roundSd: 0.025, launchSd: 0.015 },
  { roundSd: 0.052, launchSd: 0.03 },
  { roundSd: 0.125, launchSd: 0.04 },
];

const rows = ITEM_MS.flatMap((itemMs) =>
  NOISE.map((noise) =>
    rowOf({ costs: [300, itemMs], items: 400, rounds: 10, launches: 8, ...noise }),
  ),
);
const columns = [
  'true number',
  'rounds',
  'launches',
  'right',
  'a number',
  'of these right',
  'width',
];
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
    `${(100 * truth.roundSd).toFixed(1)} %`,
    `${(100 * truth.launchSd).toFixed(1)} %`,
    share(found, found.filter(right)),
    share(found, numbers),
    share(numbers, numbers.filter(right)),
    widths.length === 0 || items === Infinity ? '' : widthText(median(widths)),
  ].map((value) => ({ value }));
}

function widthText(width: number): string {
  return width === Infinity ? 'no end' : `${(100 * width).toFixed(0)} %`;
}
