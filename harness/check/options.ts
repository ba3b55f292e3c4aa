import { HarnessError } from '../errors.ts';
import { type GivenFlags, readFlags } from '../flags.ts';
import {
  MAX_AGE_FLAG,
  maxAgeDays,
  STORED_FLAGS,
  type StoredCheckOptions,
  storedOptions,
} from './baseline-options.ts';
import { COMMON_FLAGS, commonOptions } from '../common-options.ts';

/** Everything `check` was asked for. */
export interface CheckOptions extends StoredCheckOptions {
  /** The git ref to compare with; null for the stored runs. */
  readonly against: string | null;
  readonly whole: boolean;
  readonly selfTest: boolean;
  /** For the sample; confirming what it found comes on top. */
  readonly budgetMs: number;
  readonly thorough: boolean;
  readonly inconclusive: 'pass' | 'fail';
}

export const CHECK_FLAGS = {
  against: { type: 'string', value: 'REF', help: 'commit, branch or tag to compare with' },
  whole: {
    type: 'boolean',
    help: 'with --against: its trial program and Node too, not only its models and workloads',
  },
  budget: {
    type: 'string',
    value: 'TIME',
    help: 'time for looking, such as 90s or 10m; confirming comes on top (default: 10m)',
  },
  thorough: { type: 'boolean', help: 'more rounds, to find smaller differences' },
  inconclusive: {
    type: 'string',
    value: 'WORD',
    help: 'what it means for the exit status, pass or fail (default: fail)',
  },
  'self-test': {
    type: 'boolean',
    help: 'plant known worsenings, and see whether checks find them and nothing else',
  },
  ...STORED_FLAGS,
  ...MAX_AGE_FLAG,
  ...COMMON_FLAGS,
  models: {
    ...COMMON_FLAGS.models,
    help: 'models and variants to check, or all (default: the models)',
  },
  out: { ...COMMON_FLAGS.out, help: 'where the run and its report go (default: results/check)' },
} as const;

/** A sample of two sides is as large as its verdicts need; one run is of so many rounds. */
const ONLY_FOR_TWO_SIDES = ['budget'] as const;
const ONLY_FOR_STORED = ['rounds', 'baselines', 'max-age'] as const;

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

/** Resolves the flags of `check`; `help` where it is asked for. Throws HarnessError. */
export function checkOptions(args: readonly string[]): CheckOptions | 'help' {
  const given = readFlags(CHECK_FLAGS, args);
  if (given.help === true) return 'help';
  refuseConflicts(given);
  const inconclusive = given.inconclusive ?? 'fail';
  if (inconclusive !== 'pass' && inconclusive !== 'fail') {
    throw new HarnessError(
      'bad-value',
      `--inconclusive must be pass or fail, not "${inconclusive}"`,
    );
  }
  return {
    ...commonOptions(given, args, { outDir: 'results/check' }),
    ...storedOptions(given),
    maxAgeDays: maxAgeDays(given),
    against: given.against ?? null,
    whole: given.whole === true,
    selfTest: given['self-test'] === true,
    budgetMs: duration('budget', given.budget ?? '10m'),
    thorough: given.thorough === true,
    inconclusive,
  };
}

function refuseConflicts(given: GivenFlags<typeof CHECK_FLAGS>): void {
  if (given.against !== undefined && given['self-test'] === true) {
    const message = '--self-test compares the working tree with itself: leave out --against';
    throw new HarnessError('flag-conflict', message);
  }
  if (given.against === undefined && given.whole === true) {
    throw new HarnessError('flag-conflict', '--whole needs --against: whole what?');
  }
  const withStored = given.against === undefined && given['self-test'] !== true;
  const useless = withStored ? ONLY_FOR_TWO_SIDES : ONLY_FOR_STORED;
  const flag = useless.find((name) => given[name] !== undefined);
  if (flag === undefined) return;
  const why = withStored ? 'needs --against or --self-test' : 'is for a check with stored runs';
  throw new HarnessError('flag-conflict', `--${flag} ${why}`);
}

/** Minutes or seconds. A number alone is refused: whoever writes 10 may mean either. */
function duration(flag: string, text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)([sm])$/.exec(text) ?? [];
  const ms = Number(number) * (unit === 'm' ? MINUTE_MS : 1000);
  if (ms <= DAY_MS) return ms;
  throw new HarnessError(
    'bad-value',
    `--${flag} must be a time up to a day, such as 90s or 10m, not "${text}"`,
  );
}
