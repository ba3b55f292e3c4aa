import type { CaseFigures, ClaimPoint, Figures } from '../../../harness/claim-contract.ts';
import { fewOf, manyOf, type Unit } from './units.ts';

export const MEASURES = [
  { figure: 'wallMs', title: 'time', unit: 'ms' },
  { figure: 'cpuMs', title: 'CPU', unit: 'ms' },
  { figure: 'privateBytes', title: 'private memory', unit: 'bytes' },
] as const;

export type Measure = (typeof MEASURES)[number];

export type Estimate = ClaimPoint['y'];

/** Whether the machine started and ended few of it, and more than these when asked for many. */
export function wasMeasured(figures: Figures, unit: Unit): boolean {
  if (!figures.has(fewOf(unit)) || !figures.has(manyOf(unit))) return false;
  return figures.combine(casesNeeded(unit), (few = {}, many = {}) => more(few, many)).low > 0;
}

/** What the system could measure: memory is missing where there is no /proc. */
export function measuresOf(figures: Figures, unit: Unit): readonly Measure[] {
  const present = ({ figure }: Measure) =>
    figures.combine([manyOf(unit)], (many = {}) => Number(figure in many)).low === 1;
  return MEASURES.filter(present);
}

/** What one more of it costs: the difference between many and few, for each. */
export function costOfOneMore(figures: Figures, unit: Unit, { figure }: Measure): Estimate {
  return figures.combine(casesNeeded(unit), (few = {}, many = {}) => oneMore(few, many, figure));
}

/**
 * How far one more of `heavy` lies above `times` as many of `light`. A difference and not a ratio:
 * where `light` costs next to nothing, noise can make its cost negative.
 */
export function excess(
  figures: Figures,
  [heavy, light]: readonly [Unit, Unit],
  times: number,
  { figure }: Measure,
): Estimate {
  return figures.combine(
    [...casesNeeded(heavy), ...casesNeeded(light)],
    (heavyFew = {}, heavyMany = {}, lightFew = {}, lightMany = {}) =>
      oneMore(heavyFew, heavyMany, figure) - times * oneMore(lightFew, lightMany, figure),
  );
}

function casesNeeded(unit: Unit): readonly string[] {
  return [fewOf(unit), manyOf(unit)];
}

function oneMore(few: CaseFigures, many: CaseFigures, figure: string): number {
  return difference(few, many, figure) / more(few, many);
}

function more(few: CaseFigures, many: CaseFigures): number {
  return difference(few, many, 'started');
}

function difference(few: CaseFigures, many: CaseFigures, figure: string): number {
  return (many[figure] ?? NaN) - (few[figure] ?? NaN);
}
