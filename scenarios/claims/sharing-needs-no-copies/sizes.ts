import type { Scale } from '../../../harness/claim-contract.ts';
import type { Phase } from './messages.ts';

/** Records of every size; about the same CPU goes into each. */
export const PHASES: Readonly<Record<Scale, readonly Phase[]>> = {
  full: [
    { bytes: 1e3, records: 3000 },
    { bytes: 1e4, records: 300 },
    { bytes: 1e5, records: 30 },
    { bytes: 1e6, records: 6 },
  ],
  quick: [
    { bytes: 1e3, records: 3000 },
    { bytes: 1e5, records: 30 },
  ],
};

export const TABLE_BYTES: Readonly<Record<Scale, number>> = { full: 100e6, quick: 20e6 };

export const TABLE_WORKERS = 4;

/** Per record of this size: time, and CPU of both sides. */
export function recordFigure(figure: 'wallMs' | 'cpuMs', bytes: number): string {
  return `${figure}Per${bytes}Bytes`;
}
