import type { ClaimAxis } from '../../claim-contract.ts';
import type { Unit } from '../../text/format.ts';

/** From which value on a unit is used, and what it is called; the largest first. */
const UNITS: Readonly<Record<Unit, readonly (readonly [from: number, suffix: string])[]>> = {
  ms: [
    [1000, ' s'],
    [1, ' ms'],
    [1e-3, ' µs'],
    [1e-6, ' ns'],
  ],
  bytes: [
    [1e9, ' GB'],
    [1e6, ' MB'],
    [1e3, ' KB'],
    [1, ' B'],
  ],
  share: [[0.01, ' %']],
  count: [[1, '']],
};

/** Steps within a decade where the axis has few of them. */
const STEPS = [1, 2, 5];

/** What Vega-Lite is told of an axis. */
interface TickedAxis {
  readonly scale: { type?: 'log'; domain?: number[]; nice?: boolean; zero?: boolean };
  readonly axis: {
    values?: number[];
    tickCount?: number;
    tickMinStep?: number;
    /** In Vega's own language. */
    labelExpr: string;
  };
}

/** Where the ticks of an axis lie and what they say: `100 MB`, not 100000000. */
export function tickedAxis({ unit, scale }: ClaimAxis, values: readonly number[]): TickedAxis {
  const most = Math.max(...values);
  // A logarithmic axis has no place for 0.
  if (scale !== 'log' || Math.min(...values) <= 0) {
    const whole = unit === 'count' ? { tickMinStep: 1 } : {};
    const axis = { tickCount: 6, labelExpr: labelIn(scaleOf(unit, most)), ...whole };
    return { scale: { zero: true }, axis };
  }
  const [first, last] = [decade(Math.min(...values), Math.floor), decade(most, Math.ceil)];
  return {
    scale: { type: 'log', domain: [10 ** first, 10 ** last], nice: false },
    axis: { values: logTicks(first, last), labelExpr: labelByValue(unit) },
  };
}

/** The power of ten below or above it. */
function decade(value: number, round: (power: number) => number): number {
  return round(Number(Math.log10(value).toFixed(9)));
}

function logTicks(first: number, last: number): number[] {
  const steps = last - first > 2 ? [1] : STEPS;
  const powers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return powers
    .flatMap((power) => steps.map((step) => Number(`${step}e${power}`)))
    .filter((tick) => tick <= 10 ** last);
}

type Scale = readonly [from: number, suffix: string];

/** That in which the value is written. */
function scaleOf(unit: Unit | undefined, value: number): Scale {
  const scales = scalesOf(unit);
  return scales.find(([from]) => value >= from) ?? scales.at(-1) ?? [1, ''];
}

function scalesOf(unit: Unit | undefined): readonly Scale[] {
  return unit === undefined ? [[1, '']] : UNITS[unit];
}

/** A linear axis has one unit, so that its labels can be compared. */
function labelIn([from, suffix]: Scale): string {
  return `format(datum.value / ${from}, ',~r') + '${suffix}'`;
}

/** On a logarithmic axis each label has its own unit. */
function labelByValue(unit: Unit | undefined): string {
  const scales = scalesOf(unit);
  // A tick of 1000 that arithmetic puts a little below it is still 1 s.
  return scales.reduceRight(
    (smaller, scale) =>
      smaller === ''
        ? labelIn(scale)
        : `datum.value >= ${0.999 * scale[0]} ? ${labelIn(scale)} : ${smaller}`,
    '',
  );
}
