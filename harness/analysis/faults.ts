import type { Scenario } from '../../results/format.ts';
import type { Interval } from '../stats/interval.ts';
import type { ScenarioSummary } from './summary.ts';

/** How a model fared with faulty answers. */
export interface FaultsMet {
  /** Faulty answers of a trial, by kind; the same in every trial that counts. */
  readonly answers: Readonly<Record<string, number>>;
  /** Items without a result, by class of error; the same in every trial that counts. */
  readonly failedItems: Readonly<Record<string, number>>;
  /** Null where the model does not count attempts. */
  readonly retries: Interval | null;
  readonly lostMs: Interval | null;
}

/** Which answers of the mock server were faulty, as --faults takes it; null for none. */
export function faultsAsked({ mock }: Scenario): string | null {
  return mock?.faults ?? null;
}

/** Null for what met none, and where no trial has completed. */
export function faultsMet({ scenario, metrics, last }: ScenarioSummary): FaultsMet | null {
  if (faultsAsked(scenario) === null || last === null) return null;
  const { retries, lostMs } = metrics;
  const { served, failuresByKind = {} } = last;
  return { answers: served?.faults ?? {}, failedItems: failuresByKind, retries, lostMs };
}

export function countOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
