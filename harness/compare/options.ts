import { type Arguments, numberOf } from '../../mock-server/flags.ts';
import { COMMON_FLAGS, givenOptions } from '../engine/common-flags.ts';
import { EXPORT_FLAGS } from '../report/exports.ts';
import {
  type GivenOptions,
  inRange,
  type MeasureOptions,
  RANGES,
  resolveOptions,
} from '../engine/options.ts';

/** What `compare` may be given. */
export interface GivenCompare extends GivenOptions {
  readonly quick?: boolean | undefined;
  readonly rounds?: number | undefined;
  readonly launches?: number | undefined;
}

/** What `compare` measures, complete and checked. */
export interface CompareOptions extends MeasureOptions {
  readonly rounds: number;
  readonly warmupRounds: number;
  /** Launches that count; null for as many as it takes to rank the models, 0 for none. */
  readonly launches: number | null;
  /** A first look. */
  readonly quick: boolean;
}

export const COMPARE_FLAGS = {
  quick: {
    type: 'boolean',
    help: '3 rounds without a warm-up round, and 3 launches: a first look in under a minute',
  },
  rounds: {
    type: 'string',
    value: 'N',
    help: 'rounds that count, each runs every model once (default: 10)',
  },
  launches: {
    type: 'string',
    value: 'N',
    help: 'launches that say what an item costs once workers are up; 0 for none (default: 8 or more)',
  },
  verbose: { type: 'boolean', help: 'print every table of the report before the answer' },
  ...EXPORT_FLAGS,
  ...COMMON_FLAGS,
} as const;

/** Throws FlagError. */
export function givenCompare(
  given: Pick<Arguments<typeof COMPARE_FLAGS>, 'flags' | 'words'>,
  args: readonly string[],
): GivenCompare {
  const { flags } = given;
  return {
    ...givenOptions(given, args),
    quick: flags.quick,
    rounds: numberOf(RANGES.rounds, flags.rounds),
    launches: numberOf(RANGES.launches, flags.launches),
  };
}

/** Throws HarnessError. */
export function resolveCompare(given: GivenCompare): CompareOptions {
  const quick = given.quick === true;
  return Object.freeze({
    ...resolveOptions(given),
    rounds: inRange(RANGES.rounds, given.rounds ?? (quick ? 3 : 10)),
    warmupRounds: quick ? 0 : 1,
    launches: given.launches === undefined ? null : inRange(RANGES.launches, given.launches),
    quick,
  });
}
