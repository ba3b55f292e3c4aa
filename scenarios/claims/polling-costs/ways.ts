import type { ClaimPoint, Figures } from '../../../harness/claim-contract.ts';
import type { Way } from './spec.ts';

export const WAYS: readonly {
  readonly id: Way;
  readonly title: string;
  readonly detail: string;
}[] = [
  { id: 'no-wait', title: 'polling', detail: 'four queues, no wait' },
  { id: 'timed-wait', title: 'polling with a timeout', detail: 'four queues, up to 100 ms each' },
  { id: 'blocking-wait', title: 'blocking wait', detail: 'Atomics.wait, one for all' },
  { id: 'async-wait', title: 'notification', detail: 'Atomics.waitAsync, one for all' },
  { id: 'messages', title: 'messages', detail: 'a port for each producer' },
];

/** Those that are told of a result and need not ask. */
const TOLD: readonly Way[] = ['blocking-wait', 'async-wait', 'messages'];

type Estimate = ClaimPoint['y'];

/** One way of asking against the best way of being told. */
export interface Price {
  readonly told: Way;
  /** Asking ÷ being told. */
  readonly ratio: Estimate;
}

export function priceOf(figures: Figures, asking: Way, figure: string): Price {
  const told = TOLD.reduce((best, way) =>
    figures.of(way, figure).estimate < figures.of(best, figure).estimate ? way : best,
  );
  return { told, ratio: figures.ratio(asking, told, figure) };
}

export function titleOf(way: Way): string {
  return WAYS.find(({ id }) => id === way)?.title ?? way;
}
