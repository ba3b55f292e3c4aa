import type { ClaimChart, Figures } from '../../../harness/claim-contract.ts';
import { formatValue } from '../../../harness/text/format.ts';
import { AMOUNT, comparedBriefly } from '../shared/compared.ts';
import type { Comparison } from './comparison.ts';
import { PHASES, recordFigure } from './sizes.ts';
import { SHARED_BYTES, SHARED_OBJECT, TRANSPORTS } from './transports.ts';

/** The ways that a reader chooses between; the others are in the table. */
const LINES = [
  SHARED_BYTES.id,
  SHARED_OBJECT.id,
  'clone',
  'json-string',
  'child-advanced',
  'child-json',
];

/** CPU over size. `objects` are shared objects against the cheapest message. */
export function cpuChart(figures: Figures, objects: readonly Comparison[]): ClaimChart {
  const largest = objects.at(-1);
  if (largest === undefined) throw new RangeError('no size was compared');
  const words = comparedBriefly(largest.ratio, AMOUNT, 'no difference detected');
  const size = formatValue(largest.bytes, 'bytes');
  return {
    title: `CPU of an object of ${size}, in shared memory against a message: ${words}`,
    kind: 'lines',
    x: { title: 'size of the record', unit: 'bytes', scale: 'log' },
    y: { title: 'CPU of both sides', unit: 'ms', scale: 'log' },
    points: TRANSPORTS.filter(({ id }) => LINES.includes(id)).flatMap((transport) =>
      PHASES[figures.scale].map(({ bytes }) => ({
        x: bytes,
        y: figures.of(transport.id, recordFigure('cpuMs', bytes)),
        series: transport.title,
      })),
    ),
  };
}
