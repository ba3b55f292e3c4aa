import type { ClaimAxis } from '../../claim-contract.ts';
import { logAxis, unitAxis } from '../../drawing/axis.ts';

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

const TICKS = 6;
const LOG_TICKS = 8;

/** Where the ticks of an axis lie and what they say; a logarithmic one has whole powers of ten. */
export function tickedAxis({ unit, scale }: ClaimAxis, values: readonly number[]): TickedAxis {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  // A logarithmic axis has no place for 0.
  if (scale !== 'log' || least <= 0) {
    const whole = unit === 'count' ? { tickMinStep: 1 } : {};
    return { scale: { zero: true }, axis: { ...unitAxis(unit ?? 'count', most, TICKS), ...whole } };
  }
  const domain = [power(least, Math.floor), power(most, Math.ceil)] as const;
  return {
    scale: { type: 'log', domain: [...domain], nice: false },
    axis: logAxis(unit ?? 'count', domain, LOG_TICKS),
  };
}

/** The power of ten below or above it. */
function power(value: number, round: (exponent: number) => number): number {
  return 10 ** round(Number(Math.log10(value).toFixed(9)));
}
