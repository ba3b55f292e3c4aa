import { type Arguments, numberOf, quoted } from '../../mock-server/flags.ts';
import type { Budget } from '../../results/format.ts';
import { readBudget } from '../engine/budget-flag.ts';
import { givenOptions } from '../engine/common-flags.ts';
import { accepted } from '../config/accepted.ts';
import { checkFormat, type CheckSettings, type Config } from '../config/config.ts';
import type { LoadedConfig } from '../config/config-file.ts';
import type { Waiver } from '../config/waiver.ts';
import type { ModelsOptions } from '../engine/measure-models.ts';
import { type GivenOptions, inRange, RANGES, resolveOptions } from '../engine/options.ts';
import { HarnessError } from '../errors.ts';
import { projectOf } from '../project.ts';
import { type BASELINE_FLAGS, type CHECK_FLAGS, conflict, refuseConflicts } from './flags.ts';
import { type Rule, STANDARD, THOROUGH } from './rule.ts';
import { dated } from './waiver.ts';

/** What `baseline` may be given. */
export interface GivenBaseline extends GivenOptions {
  readonly rounds?: number | undefined;
  readonly baselineDir?: string | undefined;
}

/** What `baseline` measures, complete and checked. */
export interface BaselineOptions extends ModelsOptions {
  readonly rounds: number;
  /** Where the stored runs lie. */
  readonly baselineDir: string;
}

/** What the configuration names, nothing without a file; null where the command line names something else. */
export interface Configured {
  /** That its paths are relative to. */
  readonly folder: string;
  readonly workloads: readonly string[] | null;
  readonly models: readonly string[] | null;
}

/** What `check` may be given. */
export interface GivenCheck extends GivenBaseline {
  readonly against?: string | undefined;
  /** With the ref itself, and not its merge base with HEAD. */
  readonly exactRef?: boolean | undefined;
  /** Whether models that the base has may be missing. */
  readonly allowRemoved?: boolean | undefined;
  /** With the commit of the newest stored run. */
  readonly againstStored?: boolean | undefined;
  /** What the configuration of the working tree decides. */
  readonly configured?: Configured | undefined;
  /** Also where both sides are the same. */
  readonly measure?: boolean | undefined;
  readonly whole?: boolean | undefined;
  readonly build?: string | undefined;
  readonly maxTimeMs?: number | undefined;
  readonly thorough?: boolean | undefined;
  readonly maxAgeDays?: number | undefined;
  /** In place of the rule's. */
  readonly minEffect?: number | undefined;
  readonly margin?: number | undefined;
  /** Limits of figures: 'time < 2s', 'worker-threads: peak PSS < 300MB'. */
  readonly budgets?: readonly string[] | undefined;
  readonly resume?: boolean | undefined;
  /** Regressions that are accepted for a time. */
  readonly waivers?: readonly Waiver[] | undefined;
}

/** What `check` measures and compares, complete and checked. */
export interface CheckOptions extends BaselineOptions {
  /** The git ref to compare with; null where none is named. */
  readonly against: string | null;
  /** Whether that is compared with itself, and not the commit at which HEAD branched off from it. */
  readonly exactRef: boolean;
  /** Whether to compare with the commit of the newest stored run, and not with its figures. */
  readonly againstStored: boolean;
  /** Whether the check may be green though models of the base are missing. */
  readonly allowRemoved: boolean;
  /** Null without a configuration. */
  readonly configured: Configured | null;
  /** Whether to measure also where both sides are the same. */
  readonly measure: boolean;
  readonly whole: boolean;
  /** Run in both sides before a user's file is built; null for nothing. */
  readonly build: string | null;
  /** For the sample; confirming what it found comes on top. */
  readonly maxTimeMs: number;
  readonly thorough: boolean;
  readonly rule: Rule;
  /** Of the head. */
  readonly budgets: readonly Budget[];
  readonly maxAgeDays: number;
  /** Whether the interrupted check of the same folder goes on. */
  readonly resume: boolean;
}

/** What an inconclusive check means for the exit status. */
export type Inconclusive = 'pass' | 'fail';

const MINUTE_MS = 60_000;
const MAX_TIME = { flag: 'max-time', min: 0, max: 1440 * MINUTE_MS, whole: false };

/** Throws FlagError. */
export function givenBaseline(
  given: Pick<Arguments<typeof BASELINE_FLAGS>, 'flags' | 'words'>,
  args: readonly string[],
): GivenBaseline {
  const { flags } = given;
  return {
    ...givenOptions(given, args),
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
    runtimes: [],
    baselineDir: given.baselineDir ?? projectOf(process.cwd()).baselineDir,
  });
}

/** Throws HarnessError and FlagError. */
export function givenCheck(
  given: Pick<Arguments<typeof CHECK_FLAGS>, 'flags' | 'words'>,
  args: readonly string[],
): GivenCheck {
  const { flags } = given;
  refuseConflicts(flags);
  return {
    ...givenBaseline(given, args),
    against: flags.against,
    exactRef: flags['exact-ref'],
    againstStored: flags['against-stored'],
    allowRemoved: flags['allow-removed'],
    measure: flags.measure,
    whole: flags.whole,
    build: flags.build,
    maxTimeMs:
      flags['max-time'] === undefined ? undefined : duration('max-time', flags['max-time']),
    thorough: flags.thorough,
    budgets: flags.budget,
    resume: flags.resume,
    maxAgeDays: numberOf(RANGES.maxAgeDays, flags['max-age']),
  };
}

/** Throws HarnessError. */
export function resolveCheck(given: GivenCheck): CheckOptions {
  if (given.against !== undefined && given.againstStored === true) {
    throw conflict('--against names a version and --against-stored another: leave one out');
  }
  if (given.resume === true && given.against === undefined && given.againstStored !== true) {
    throw conflict(
      '--resume goes on with a check of two versions: add --against REF or --against-stored, or leave it out',
    );
  }
  const { minEffect, margin, build, waivers } = given;
  // A program gives them past the configuration, which has checked its own.
  const agreed = accepted(checkFormat, { minEffect, margin, build, waivers }, 'check()');
  return Object.freeze({
    ...resolveBaseline(given),
    against: given.against ?? null,
    exactRef: given.exactRef === true,
    againstStored: given.againstStored === true,
    allowRemoved: given.allowRemoved === true,
    configured: given.configured ?? null,
    measure: given.measure === true,
    whole: given.whole === true,
    build: agreed.build ?? null,
    maxTimeMs: inRange(MAX_TIME, given.maxTimeMs ?? 10 * MINUTE_MS),
    thorough: given.thorough === true,
    rule: ruleOf(given.thorough === true ? THOROUGH : STANDARD, agreed),
    budgets: (given.budgets ?? []).map(readBudget),
    maxAgeDays: inRange(RANGES.maxAgeDays, given.maxAgeDays ?? 14),
    resume: given.resume === true,
  });
}

/** What the configuration decides, beside what was given. */
export function configuredFor(
  { workload, models }: GivenCheck,
  { config, folder }: Pick<LoadedConfig, 'config' | 'folder'>,
): Configured {
  const named = typeof config.models === 'object' ? config.models : [];
  return {
    folder,
    workloads: workload === undefined ? (config.workloads ?? []) : null,
    models: models === undefined ? named : null,
  };
}

/** What the configuration says of checks alone. */
export function givenByConfig({ check = {} }: Config): Partial<GivenCheck> {
  const { minEffect, margin, build, maxTimeSeconds, waivers } = check;
  const maxTimeMs = maxTimeSeconds === undefined ? undefined : 1000 * maxTimeSeconds;
  return { minEffect, margin, build, maxTimeMs, waivers };
}

/** Throws HarnessError. */
export function inconclusiveOf(text = 'fail'): Inconclusive {
  if (text === 'pass' || text === 'fail') return text;
  throw new HarnessError('bad-value', `--inconclusive must be pass or fail, not ${quoted(text)}`);
}

function ruleOf(rule: Rule, { minEffect, margin, waivers = [] }: CheckSettings): Rule {
  return {
    ...rule,
    minEffect: minEffect ?? rule.minEffect,
    margin: margin ?? rule.margin,
    waivers: dated(waivers, Date.now()),
  };
}

/** Minutes or seconds. A number alone is refused: 10 may mean either. */
function duration(flag: string, text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)([sm])$/.exec(text) ?? [];
  const ms = Number(number) * (unit === 'm' ? MINUTE_MS : 1000);
  if (ms <= MAX_TIME.max) return ms;
  throw new HarnessError(
    'bad-value',
    `--${flag} must be a time up to a day, such as 90s or 10m, not ${quoted(text)}`,
  );
}
