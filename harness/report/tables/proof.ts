import type { ExpectedWork } from '../../../results/format.ts';
import type { Summary } from '../../analysis/summary.ts';
import { formatValue } from '../../text/format.ts';
import { columnsOf, type Table } from '../../text/table.ts';
import { floorsLast } from './compared-columns.ts';
import { asksMock, shared, working } from '../shared.ts';
import { nameCell } from './cells.ts';

/** What the mock server counts. */
const SERVED = [
  ['requests', 'requests', 'count'],
  ['bodies', 'bodyBytes', 'bytes'],
  ['most in flight', 'maxInFlight', 'count'],
  ['connections', 'connections', 'count'],
] as const;

/** Promise 1: what every trial that counts has proved. */
export function proofTable({ run, scenarios }: Summary): Table {
  const served = asksMock(run) ? SERVED : [];
  return {
    title: 'Equal work',
    columns: columnsOf(['model'], ['trials', ...served.map(([title]) => title), 'digest']),
    rows: floorsLast(scenarios).map((one) => {
      const { completed, failed, invalid, last } = one;
      return [
        nameCell(one),
        { value: `${completed} of ${completed + failed + invalid}` },
        ...served.map(([, field, unit]) => {
          const count = last?.served?.[field];
          return { value: count === undefined ? 'none' : formatValue(count, unit) };
        }),
        { value: last?.digest?.slice(0, 12) ?? 'none' },
      ];
    }),
    notes: shared(
      working(scenarios.map(({ scenario }) => scenario)),
      ({ expected }) => (expected === null ? 'nothing' : expectedText(expected)),
      (work, of) => `Expected of every trial${of}: ${work}.`,
    ),
  };
}

function expectedText({ items, digest, http }: ExpectedWork): string {
  const results = `${items} results with digest ${digest.slice(0, 12)}`;
  if (http === null) return results;
  return `${results}, ${http.requests} requests, ${formatValue(http.bodyBytes, 'bytes')} of bodies, at most ${http.maxInFlight} in flight`;
}
