import { type Arguments, numberOf } from '../../mock-server/flags.ts';
import type { Budget } from '../../results/format.ts';
import { BUDGET_FLAG, readBudget } from '../engine/budget-flag.ts';
import { COMMON_FLAGS, givenOptions, RESUME_FLAG } from '../engine/common-flags.ts';
import { EXPORT_FLAGS } from '../report/exports.ts';
import { HarnessError } from '../errors.ts';
import { runtimeRequests, type RuntimeRequest, splitRuntimes } from '../runtimes/request.ts';
import {
  type GivenOptions,
  inRange,
  type MeasureOptions,
  RANGES,
  resolveOptions,
} from '../engine/options.ts';
import { FAULT_FLAGS, givenFaults, type GivenFaults, withFaults } from './faults.ts';

/** What `compare` may be given. */
export interface GivenCompare extends GivenOptions, GivenFaults {
  readonly quick?: boolean | undefined;
  readonly rounds?: number | undefined;
  readonly launches?: number | undefined;
  /** Such as `node@22`, `bun --smol` or `./build/node`; not given, the Node that runs this. */
  readonly runtimes?: readonly string[] | undefined;
  /** Interpreters for models in Python, by path or name; those of PATH where none is given. */
  readonly pythons?: readonly string[] | undefined;
  /** Limits of figures: 'time < 2s', 'worker-threads: peak PSS < 300MB'. */
  readonly budgets?: readonly string[] | undefined;
  readonly resume?: boolean | undefined;
}

/** What `compare` measures, complete and checked. */
export interface CompareOptions extends MeasureOptions {
  /** At most; null for as many as the models take (rounds.ts). */
  readonly rounds: number | null;
  readonly warmupRounds: number;
  /** Launches that count; null for as many as it takes to rank the models, 0 for none. */
  readonly launches: number | null;
  /** A first look. */
  readonly quick: boolean;
  /** Each runs every model; none for the Node that runs this. */
  readonly runtimes: readonly RuntimeRequest[];
  readonly pythons: readonly string[];
  readonly budgets: readonly Budget[];
  /** Whether the interrupted run of the same folder goes on. */
  readonly resume: boolean;
}

export const COMPARE_FLAGS = {
  quick: {
    type: 'boolean',
    help: 'a first look in half a minute: fewer items, as few rounds as can rank the models, no launches',
  },
  rounds: {
    type: 'string',
    value: 'N',
    help: 'most rounds, each runs every model once; fewer where all is decided before (default: 20)',
  },
  launches: {
    type: 'string',
    value: 'N',
    help: 'launches that say what an item costs once workers are up; 0 for none (default: 16 or more, with --quick none)',
  },
  runtimes: {
    type: 'string',
    value: 'A,B',
    help: 'run every model on each: node@22, bun, deno or a path, with flags: "node@26 --jitless" (default: this Node)',
  },
  python: {
    type: 'string',
    value: 'PATH',
    many: true,
    help: 'an interpreter for models in Python; may be repeated, and the first that fits a model runs it',
  },
  budget: BUDGET_FLAG,
  resume: RESUME_FLAG,
  ...FAULT_FLAGS,
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
    ...givenFaults(flags),
    quick: flags.quick,
    resume: flags.resume,
    rounds: numberOf(RANGES.rounds, flags.rounds),
    launches: numberOf(RANGES.launches, flags.launches),
    runtimes: flags.runtimes === undefined ? undefined : splitRuntimes(flags.runtimes),
    pythons: flags.python,
    budgets: flags.budget,
  };
}

/** Throws HarnessError. */
export function resolveCompare(given: GivenCompare): CompareOptions {
  const quick = given.quick === true;
  // Launches repeat items as often as it takes.
  const launches = given.launches ?? (quick || given.faults !== undefined ? 0 : null);
  if (given.faults !== undefined && launches !== 0) {
    const message =
      '--launches has no effect with --faults: faults are of trials, which do each item once';
    throw new HarnessError('flag-conflict', message);
  }
  return Object.freeze({
    ...withFaults(resolveOptions(given), given),
    rounds: given.rounds === undefined ? null : inRange(RANGES.rounds, given.rounds),
    warmupRounds: quick ? 0 : 1,
    launches: launches === null ? null : inRange(RANGES.launches, launches),
    quick,
    runtimes: runtimeRequests(given.runtimes ?? []),
    pythons: given.pythons ?? [],
    budgets: (given.budgets ?? []).map(readBudget),
    resume: given.resume === true,
  });
}
