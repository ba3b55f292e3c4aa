import { type GivenFlags, numberOf } from '../../mock-server/flags.ts';
import type { Limits } from '../../results/format.ts';
import type { Scale } from '../claim-contract.ts';
import { givenLimits, LIMIT_FLAGS, RESUME_FLAG } from '../engine/common-flags.ts';
import { type GivenLimits, resolveLimits } from '../engine/limits.ts';
import { inRange, RANGES } from '../engine/options.ts';
import { shownOutDir } from '../project.ts';

/** What `claims` may be given. */
export interface GivenClaims extends GivenLimits {
  readonly quick?: boolean | undefined;
  readonly rounds?: number | undefined;
  readonly seed?: number | undefined;
  readonly resume?: boolean | undefined;
  readonly command?: readonly string[] | undefined;
}

/** How claims are measured, complete and checked. */
export interface ClaimsOptions {
  readonly scale: Scale;
  /** For every claim; null where each has its own. */
  readonly rounds: number | null;
  readonly seed: number;
  /** Whether the interrupted run of the same folder goes on. */
  readonly resume: boolean;
  /** Of every trial; null for none. */
  readonly limits: Limits | null;
  /** The arguments as given, to run it again. */
  readonly command: readonly string[];
}

export const CLAIMS_FLAGS = {
  quick: { type: 'boolean', help: 'fewer rounds and cases: a first look' },
  rounds: { type: 'string', value: 'N', help: 'rounds of every claim (default: its own number)' },
  seed: {
    type: 'string',
    value: 'N',
    help: 'decides the order of cases and the latencies (default: 1)',
  },
  ...LIMIT_FLAGS,
  resume: RESUME_FLAG,
  out: {
    type: 'string',
    value: 'DIR',
    help: `where the answers go (default: ${shownOutDir('claims')})`,
  },
  json: { type: 'boolean', help: 'print one JSON document instead of the answers' },
  quiet: { type: 'boolean', help: 'no progress on stderr' },
} as const;

/** Throws FlagError. */
export function givenClaims(
  flags: GivenFlags<typeof CLAIMS_FLAGS>,
  args: readonly string[],
): GivenClaims {
  return {
    quick: flags.quick,
    rounds: numberOf(RANGES.rounds, flags.rounds),
    seed: numberOf(RANGES.seed, flags.seed),
    resume: flags.resume,
    ...givenLimits(flags),
    command: args,
  };
}

/** Throws HarnessError. */
export function resolveClaims({
  quick,
  rounds,
  seed,
  resume,
  command,
  ...limits
}: GivenClaims): ClaimsOptions {
  return Object.freeze({
    scale: quick === true ? 'quick' : 'full',
    rounds: rounds === undefined ? null : inRange(RANGES.rounds, rounds),
    seed: inRange(RANGES.seed, seed ?? 1),
    resume: resume === true,
    limits: resolveLimits(limits),
    command: command ?? [],
  });
}
