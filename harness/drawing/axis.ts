import type { Unit } from '../text/format.ts';

interface Step {
  readonly size: number;
  readonly suffix: string;
}

/** Largest first. 1 MB is 1,000,000 bytes, as in tables. */
const STEPS: Readonly<Record<Unit, readonly Step[]>> = {
  ms: [
    { size: 1000, suffix: ' s' },
    { size: 1, suffix: ' ms' },
    { size: 1e-3, suffix: ' µs' },
    { size: 1e-6, suffix: ' ns' },
  ],
  bytes: [
    { size: 1e6, suffix: ' MB' },
    { size: 1e3, suffix: ' KB' },
    { size: 1, suffix: ' B' },
  ],
  share: [{ size: 0.01, suffix: ' %' }],
  count: [{ size: 1, suffix: '' }],
};

/** Leading digits of the marks of a logarithmic axis, few to many. */
const LEADING = [
  [1],
  [1, 2, 5],
  [1, 2, 3, 4, 5, 6, 7, 8, 9],
  Array.from({ length: 90 }, (_, index) => (10 + index) / 10),
];

/** An axis from 0 to `most`, whose marks all say one unit: `0.5 s`, `100 MB`. */
export function unitAxis(unit: Unit, most: number, tickCount: number) {
  const steps = STEPS[unit];
  const step = steps.find(({ size }) => most >= size) ?? steps.at(-1);
  return { tickCount, labelExpr: labelIn(step) } as const;
}

/** A logarithmic axis: at most `ticks` marks at round values, each in a unit of its own. */
export function logAxis(unit: Unit, [low, high]: readonly [number, number], ticks: number) {
  const choices = LEADING.map((digits) => marksIn(low, high, digits));
  const values = choices.findLast((marks) => marks.length <= ticks) ?? choices[0] ?? [];
  const labelExpr = STEPS[unit].reduceRight(
    (smaller, step) =>
      smaller === ''
        ? labelIn(step)
        : `datum.value >= ${String(0.9999 * step.size)} ? ${labelIn(step)} : ${smaller}`,
    '',
  );
  return { values, labelExpr };
}

/** For Vega's own language of expressions. */
function labelIn(step: Step | undefined): string {
  const { size, suffix } = step ?? { size: 1, suffix: '' };
  return `format(datum.value / ${String(size)}, ',~r') + '${suffix}'`;
}

function marksIn(low: number, high: number, digits: readonly number[]): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.floor(Math.log10(high))];
  const powers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return powers
    .flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)))
    .filter((value) => value >= low && value <= high);
}
