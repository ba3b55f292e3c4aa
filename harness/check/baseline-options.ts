import { type GivenFlags, numberOf } from '../../mock-server/flags.ts';
import { COMMON_FLAGS, givenOptions } from '../engine/common-flags.ts';
import type { ModelsOptions } from '../engine/measure-models.ts';
import { type GivenOptions, inRange, RANGES, resolveOptions } from '../engine/options.ts';

/** What `baseline` may be given. */
export interface GivenBaseline extends GivenOptions {
  readonly rounds?: number | undefined;
  readonly baselineDir?: string | undefined;
}

/** What `baseline` measures, complete and checked. */
export interface BaselineOptions extends ModelsOptions {
  /** Where the stored runs lie. */
  readonly baselineDir: string;
}

/** Of runs and their comparison; `check` takes them without --against. */
export const STORED_FLAGS = {
  rounds: {
    type: 'string',
    value: 'N',
    help: 'rounds that count, each runs every model once (default: 20)',
  },
  baselines: {
    type: 'string',
    value: 'DIR',
    help: 'where stored runs lie (default: results/baseline)',
  },
} as const;

export const MAX_AGE_FLAG = {
  'max-age': {
    type: 'string',
    value: 'DAYS',
    help: 'stored runs older than this do not count (default: 14)',
  },
} as const;

export const BASELINE_FLAGS = { ...STORED_FLAGS, ...COMMON_FLAGS } as const;

/** Throws FlagError. */
export function givenBaseline(
  flags: GivenFlags<typeof BASELINE_FLAGS>,
  args: readonly string[],
): GivenBaseline {
  return {
    ...givenOptions(flags, args),
    rounds: numberOf(RANGES.rounds, flags.rounds),
    baselineDir: flags.baselines,
  };
}

/** Throws HarnessError. */
export function resolveBaseline(given: GivenBaseline): BaselineOptions {
  return Object.freeze({
    ...resolveOptions(given),
    rounds: inRange(RANGES.rounds, given.rounds ?? 20),
    warmupRounds: 1,
    baselineDir: given.baselineDir ?? 'results/baseline',
  });
}
