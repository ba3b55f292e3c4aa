/** What a run shows of itself. */
export const RUN_FINDING_CODES = [
  'invalid-trials',
  'failed-trials',
  'planted',
  'mock-bound',
  'over-budget',
  'budget-undecided',
  'budget-unmeasured',
  'incomplete-run',
  'too-few-rounds',
  'busy-machine',
  'steal',
  'cpu-throttled',
  'environment-variables',
  'faults',
  'two-modes',
  'drift',
  'failed-launches',
  'cpu-disagrees',
  'outliers',
  'unequal-batches',
  'items-too-quick',
  'start-up-share',
  'more-workers-than-cores',
  'limited-cores',
  'sibling-cores',
  'shared-pages',
  'sampler-cost',
  'pressure-before',
  'resumed',
  'run-of-check',
] as const;

/** What only a check can show. */
const CHECK_FINDING_CODES = [
  'arm-missing',
  'unequal-work',
  'control-differs',
  'control-missing',
  'regression-unconfirmed',
  'regression-accepted',
  'waiver-expired',
  'waiver-exceeded',
  'waiver-unused',
  'no-launches',
  'idle-side',
  'metric-unavailable',
  'exact-varies',
  'model-on-one-side',
  'model-removed',
  'workload-removed',
  'config-of-base',
  'merge-base',
  'same-code',
  'taken-from-head',
  'packages-of-head',
  'few-stored-runs',
  'other-machine',
  'stored-runs-close',
  'not-stored',
  'other-packages',
] as const;

/** Every code there is. docs/findings.md explains each. */
export const FINDING_CODES = [...RUN_FINDING_CODES, ...CHECK_FINDING_CODES];

export type FindingCode = (typeof FINDING_CODES)[number];

/** Something the reader must know before believing or using the figures. Data, so that every output shows the same. */
export interface Finding {
  readonly code: FindingCode;
  /** `problem`: figures must not be trusted; `warning`: with care; `note`: good to know. */
  readonly severity: 'problem' | 'warning' | 'note';
  /** Id of the scenario it is about; null for the whole run. */
  readonly scenario: string | null;
  /** What was seen, with its figures. */
  readonly seen: string;
  /** What to do about it. */
  readonly advice: string;
}
