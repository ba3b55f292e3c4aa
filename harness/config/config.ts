import { z } from 'zod';

import type { NumberRange } from '../../mock-server/flags.ts';
import type { Params } from '../contract.ts';
import { budgetProblem } from '../engine/budget-flag.ts';
import { type ModelChoice, RANGES } from '../engine/options.ts';
import { must, params, text } from '../shapes.ts';
import { type Waiver, waiverFormat } from './waiver.ts';

/** What a team has agreed on: the default export of concurrency-bench.config.ts. Flags win over it. */
export interface Config {
  /** Files or names that are run, one after the other, when the command line names none. */
  readonly workloads?: readonly string[] | undefined;
  /** Names or files of models, 'main' for those that are no variants, or 'all'. */
  readonly models?: ModelChoice | undefined;
  /** On which `compare` runs every model, as of `--runtimes`. */
  readonly runtimes?: readonly string[] | undefined;
  readonly settings?: Settings | undefined;
  /** Parameters of the workloads; every one of them must have those that are named. */
  readonly params?: Params | undefined;
  /** Limits of figures, for compare and check: 'time < 2s', 'worker-threads: peak PSS < 300MB'. */
  readonly budgets?: readonly string[] | undefined;
  readonly check?: CheckSettings | undefined;
}

/** The same as the flags of these names. */
interface Settings {
  readonly items?: number | undefined;
  readonly workers?: number | undefined;
  readonly inFlight?: number | undefined;
  readonly batchSize?: number | undefined;
  readonly seed?: number | undefined;
  readonly rounds?: number | undefined;
  readonly launches?: number | undefined;
  readonly timeoutSeconds?: number | undefined;
  readonly memoryLimit?: string | undefined;
  readonly cores?: number | readonly number[] | undefined;
  readonly nice?: number | undefined;
}

export interface CheckSettings {
  /** A difference below this share of the base is no regression: 0.05 is 5 %. */
  readonly minEffect?: number | undefined;
  /** A metric is unchanged when an increase by this share of the base is ruled out. */
  readonly margin?: number | undefined;
  /** Time for looking; confirming comes on top. */
  readonly maxTimeSeconds?: number | undefined;
  /** Makes what is not committed, in both versions, such as 'npm run build'. */
  readonly build?: string | undefined;
  /** What an inconclusive check means for the exit status. */
  readonly inconclusive?: 'pass' | 'fail' | undefined;
  /** Regressions that are accepted for a time. */
  readonly waivers?: readonly Waiver[] | undefined;
}

const budget = text.superRefine((value, context) => {
  const problem = budgetProblem(value);
  if (problem !== null) context.addIssue({ code: 'custom', message: problem });
});
const words = z.array(text, must('a list'));
const section = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, { error: unknownOr('must be an object') });

/** Of checks alone; a program gives the same to `check` itself. */
export const checkFormat: z.ZodType<CheckSettings> = section({
  minEffect: within({ min: 0, max: 1, whole: false }),
  margin: within({ min: 0, max: 1, whole: false }),
  maxTimeSeconds: within({ min: 0, max: 86_400, whole: false }),
  build: text.optional(),
  inconclusive: z.enum(['pass', 'fail'], must('"pass" or "fail"')).optional(),
  waivers: z.array(waiverFormat, must('a list')).optional(),
});

export const configFormat: z.ZodType<Config> = section({
  workloads: words.optional(),
  models: z
    .union([z.enum(['main', 'all']), words], must('"main", "all" or a list of names and files'))
    .optional(),
  runtimes: words.optional(),
  settings: section({
    items: within(RANGES.items),
    workers: within(RANGES.workers),
    inFlight: within(RANGES.inFlight),
    batchSize: within(RANGES.batchSize),
    seed: within(RANGES.seed),
    rounds: within(RANGES.rounds),
    launches: within(RANGES.launches),
    timeoutSeconds: within(RANGES.timeoutSeconds),
    memoryLimit: text.optional(),
    cores: z
      .union([z.int(), z.array(z.int().nonnegative())], must('how many, or a list of cores'))
      .optional(),
    nice: within(RANGES.nice),
  }).optional(),
  params: params.optional(),
  budgets: z.array(budget, must('a list')).optional(),
  check: checkFormat.optional(),
});

function within({ min, max, whole }: Pick<NumberRange, 'min' | 'max' | 'whole'>) {
  const error = must(`a ${whole ? 'whole ' : ''}number from ${min} to ${max}`);
  const number = whole ? z.int(error) : z.number(error);
  return number.min(min, error).max(max, error).optional();
}

function unknownOr(otherwise: string) {
  return ({ code, keys }: { readonly code?: string; readonly keys?: readonly string[] }) =>
    code === 'unrecognized_keys' ? `has no field ${keys?.join(', ') ?? ''}` : otherwise;
}
