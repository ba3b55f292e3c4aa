import { readFlags, wholeNumber } from '../flags.ts';
import { COMMON_FLAGS, type CommonOptions, commonOptions } from '../common-options.ts';

/** Everything `compare` was asked for. */
export interface CompareOptions extends CommonOptions {
  readonly rounds: number;
  readonly warmupRounds: number;
  /** A first look. */
  readonly quick: boolean;
}

export const COMPARE_FLAGS = {
  quick: {
    type: 'boolean',
    help: '3 rounds without a warm-up round: a first look in half a minute',
  },
  rounds: {
    type: 'string',
    value: 'N',
    help: 'rounds that count, each runs every model once (default: 10)',
  },
  ...COMMON_FLAGS,
} as const;

/** Resolves the flags of `compare`; `help` where it is asked for. Throws HarnessError. */
export function compareOptions(args: readonly string[]): CompareOptions | 'help' {
  const given = readFlags(COMPARE_FLAGS, args);
  if (given.help === true) return 'help';
  const quick = given.quick === true;
  return {
    ...commonOptions(given, args, { outDir: 'results/latest' }),
    rounds: wholeNumber('rounds', given.rounds, { min: 1, max: 1000, byDefault: quick ? 3 : 10 }),
    warmupRounds: quick ? 0 : 1,
    quick,
  };
}
