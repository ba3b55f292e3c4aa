import { type GivenFlags, readFlags, realNumber, wholeNumber } from '../flags.ts';
import { COMMON_FLAGS, type CommonOptions, commonOptions } from '../common-options.ts';

/** Everything `baseline` was asked for. */
export interface BaselineOptions extends CommonOptions {
  readonly rounds: number;
  readonly warmupRounds: number;
  /** Where the stored runs lie. */
  readonly baselineDir: string;
}

/** Everything a comparison with stored runs was asked for. */
export interface StoredCheckOptions extends BaselineOptions {
  readonly maxAgeDays: number;
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

/** Resolves the flags of `baseline`; `help` where it is asked for. Throws HarnessError. */
export function baselineOptions(args: readonly string[]): BaselineOptions | 'help' {
  const given = readFlags(BASELINE_FLAGS, args);
  if (given.help === true) return 'help';
  const common = commonOptions(given, args, { outDir: 'results/latest' });
  return { ...common, ...storedOptions(given) };
}

/** What the runs of both commands share. */
export function storedOptions(given: GivenFlags<typeof STORED_FLAGS>) {
  return {
    rounds: wholeNumber('rounds', given.rounds, { min: 1, max: 1000, byDefault: 20 }),
    warmupRounds: 1,
    baselineDir: given.baselines ?? 'results/baseline',
  };
}

export function maxAgeDays(given: GivenFlags<typeof MAX_AGE_FLAG>): number {
  return realNumber('max-age', given['max-age'], { min: 0, max: 36_500, byDefault: 14 });
}
