import type { ClaimPoint, Figures } from '../../../harness/claim-contract.ts';
import { PHASES, recordFigure } from './sizes.ts';
import { messagesOf, type Transport } from './transports.ts';

export type Estimate = ClaimPoint['y'];

/** Shared memory against the cheapest message that delivers the same. */
export interface Comparison {
  readonly bytes: number;
  readonly message: Transport;
  /** CPU of both sides, shared ÷ message. */
  readonly ratio: Estimate;
}

/** For records of every size, the smallest first. */
export function compareWithMessages(figures: Figures, shared: Transport): readonly Comparison[] {
  return PHASES[figures.scale].map(({ bytes }) => {
    const figure = recordFigure('cpuMs', bytes);
    const cpuOf = (message: Transport) => figures.of(message.id, figure).estimate;
    const [first, ...others] = messagesOf(shared.delivers);
    if (first === undefined) throw new RangeError(`no message delivers ${shared.delivers}`);
    const message = others.reduce((a, b) => (cpuOf(b) < cpuOf(a) ? b : a), first);
    return { bytes, message, ratio: figures.ratio(shared.id, message.id, figure) };
  });
}

export function isCheaper({ ratio }: Comparison): boolean {
  return ratio.high < 1;
}

export function isCostlier({ ratio }: Comparison): boolean {
  return ratio.low > 1;
}

/** How the four workers come to the table. */
export const HOLDINGS = [
  { id: 'table-shared', held: 'shared', title: 'shared by threads' },
  { id: 'table-in-threads', held: 'copied-to-threads', title: 'copied to each thread' },
  { id: 'table-in-children', held: 'copied-to-children', title: 'copied to each child' },
] as const;

const HOLDING_IDS = HOLDINGS.map(({ id }) => id);

const MEMORY_METRICS = [
  { figure: 'peakPssBytes', title: 'peak PSS' },
  { figure: 'peakRssBytes', title: 'peak RSS' },
] as const;

export type MemoryMetric = (typeof MEMORY_METRICS)[number];

/** Memory of the whole tree: PSS, in which a shared page counts once, where the system has it. */
export function memoryMetric(figures: Figures): MemoryMetric | undefined {
  return MEMORY_METRICS.find(({ figure }) => {
    const present = figures.combine(HOLDING_IDS, (...cases) =>
      Number(cases.every((one) => figure in one)),
    );
    return present.low === 1;
  });
}

/** How much more the cheapest copied table takes than the shared one. */
export function memorySaved(figures: Figures, { figure }: MemoryMetric): Estimate {
  return figures.combine(HOLDING_IDS, (...cases) => {
    const [shared = NaN, ...copied] = cases.map((one) => one[figure] ?? NaN);
    return Math.min(...copied) - shared;
  });
}
