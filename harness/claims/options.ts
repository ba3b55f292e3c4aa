import type { Scale } from '../claim-contract.ts';
import { readArguments, wholeNumber } from '../flags.ts';

/** Everything `claims` was asked for. */
export interface ClaimsOptions {
  /** Names of claims; empty for all of them. */
  readonly names: readonly string[];
  readonly scale: Scale;
  /** For every claim; null where each has its own. */
  readonly rounds: number | null;
  readonly seed: number;
  readonly outDir: string;
  readonly json: boolean;
  readonly quiet: boolean;
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
  out: { type: 'string', value: 'DIR', help: 'where the answers go (default: results/latest)' },
  json: { type: 'boolean', help: 'print one JSON document instead of the answers' },
  quiet: { type: 'boolean', help: 'no progress on stderr' },
  help: { type: 'boolean', help: 'show this and the names of all claims, and end' },
} as const;

/** Resolves the arguments of `claims`; `help` where it is asked for. Throws HarnessError. */
export function claimsOptions(args: readonly string[]): ClaimsOptions | 'help' {
  const { flags, words } = readArguments(CLAIMS_FLAGS, args, Infinity);
  if (flags.help === true) return 'help';
  return {
    names: [...new Set(words)],
    scale: flags.quick === true ? 'quick' : 'full',
    rounds:
      flags.rounds === undefined
        ? null
        : wholeNumber('rounds', flags.rounds, { min: 1, max: 1000, byDefault: 1 }),
    seed: wholeNumber('seed', flags.seed, { min: 0, max: 2 ** 32 - 1, byDefault: 1 }),
    outDir: flags.out ?? 'results/latest',
    json: flags.json === true,
    quiet: flags.quiet === true,
    command: args,
  };
}
