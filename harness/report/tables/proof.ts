import type { ExpectedWork } from '../../../results/format.ts';
import type { Summary } from '../../analysis/summary.ts';
import { columnsOf, type Table } from '../../text/table.ts';
import { floorsLast } from './compared-columns.ts';
import { asksMock, shared, working } from '../shared.ts';

/** What the mock server counts. */
const SERVED = [
  ['requests', 'requests'],
  ['body bytes', 'bodyBytes'],
  ['most in flight', 'maxInFlight'],
  ['connections', 'connections'],
] as const;

/** Promise 1: what every trial that counts has proved. */
export function proofTable({ run, scenarios }: Summary): Table {
  const served = asksMock(run) ? SERVED : [];
  return {
    title: 'Equal work',
    columns: columnsOf(['model'], ['trials', ...served.map(([title]) => title), 'digest']),
    rows: floorsLast(scenarios).map(({ scenario, completed, failed, invalid, last }) => [
      { value: scenario.label },
      { value: `${completed} of ${completed + failed + invalid}` },
      ...served.map(([, field]) => ({
        value: String(last?.served?.[field] ?? 'none'),
      })),
      { value: last?.digest?.slice(0, 12) ?? 'none' },
    ]),
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
  return `${results}, ${http.requests} requests, ${http.bodyBytes} body bytes, at most ${http.maxInFlight} in flight`;
}
