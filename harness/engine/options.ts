import { isInRange, type NumberRange, quoted, rangeProblem } from '../../mock-server/flags.ts';
import { LATENCY_RANGES } from '../../mock-server/options.ts';
import type { Limits, WorkSettings } from '../../results/format.ts';
import type { Params, WorkloadTraits } from '../contract.ts';
import { HarnessError } from '../errors.ts';
import { invocation } from '../project.ts';
import { type GivenLimits, NICE, resolveLimits } from './limits.ts';
import type { MockRequest } from './mocks.ts';

/** Those that are no variants, all there are, or those named; a name or a file each. */
export type ModelChoice = 'main' | 'all' | readonly string[];

/** The models of a run. */
export interface ModelRequest {
  readonly set: ModelChoice;
  /** Beside the set. */
  readonly files: readonly string[];
}

/** The settings of a run as far as they are given; what is left is the workload's to say. */
export type GivenSettings = Omit<WorkSettings, 'items' | 'batchSize'> & {
  readonly items: number | null;
  readonly batchSize: number | null;
};

/** What is to be measured, as far as it is given; the defaults are those of `--help`. */
export interface GivenOptions extends GivenLimits {
  readonly models?: ModelChoice | undefined;
  /** Files of models to be measured beside `models`. */
  readonly modelFiles?: readonly string[] | undefined;
  /** The name of one of the suite's own, or a file. */
  readonly workload?: string | undefined;
  /** Of the workload's own; each becomes what its default is. */
  readonly params?: Params | undefined;
  readonly seed?: number | undefined;
  readonly items?: number | undefined;
  readonly workers?: number | undefined;
  readonly inFlight?: number | undefined;
  readonly batchSize?: number | undefined;
  readonly encoding?: string | undefined;
  readonly latencyMs?: number | undefined;
  readonly jitter?: number | undefined;
  readonly dataPath?: string | undefined;
  readonly mockUrl?: string | undefined;
  readonly timeoutSeconds?: number | undefined;
  /** Kept in the run file, to run it again. */
  readonly command?: readonly string[] | undefined;
}

/** What is to be measured, complete and checked. */
export interface MeasureOptions {
  readonly models: ModelRequest;
  readonly workload: string;
  readonly seed: number;
  readonly settings: GivenSettings;
  readonly mock: MockRequest;
  /** The first flag given that is about the mock server; null for none. */
  readonly mockFlag: string | null;
  /** Null for what the work takes at most (prepare.ts). */
  readonly trialTimeoutMs: number | null;
  /** Of every trial; null for none. */
  readonly limits: Limits | null;
  readonly command: readonly string[];
}

/** Of all numbers that commands take, by the name of their option. */
export const RANGES = {
  ...LATENCY_RANGES,
  items: { flag: 'items', min: 1, max: 10_000_000, whole: true },
  workers: { flag: 'workers', min: 1, max: 256, whole: true },
  inFlight: { flag: 'in-flight', min: 1, max: 10_000, whole: true },
  /** At most the items, too. */
  batchSize: { flag: 'batch-size', min: 1, max: 10_000_000, whole: true },
  timeoutSeconds: { flag: 'timeout', min: 0.1, max: 86_400, whole: false },
  nice: NICE,
  rounds: { flag: 'rounds', min: 1, max: 1000, whole: true },
  launches: { flag: 'launches', min: 0, max: 1000, whole: true },
  maxAgeDays: { flag: 'max-age', min: 0, max: 36_500, whole: false },
} as const satisfies Readonly<Record<string, NumberRange>>;

/** Throws HarnessError, which names the flag of the option that is wrong. */
export function resolveOptions(given: GivenOptions): MeasureOptions {
  const seed = inRange(RANGES.seed, given.seed ?? 1);
  return Object.freeze({
    models: { set: modelChoice(given.models ?? 'main'), files: given.modelFiles ?? [] },
    workload: given.workload ?? 'fetch-pokemon',
    seed,
    settings: settingsOf(given),
    mock: mockOptions(given, seed),
    mockFlag: mockFlag(given),
    trialTimeoutMs:
      given.timeoutSeconds === undefined
        ? null
        : 1000 * inRange(RANGES.timeoutSeconds, given.timeoutSeconds),
    limits: resolveLimits(given),
    command: given.command ?? [],
  });
}

/** The article's: 1000 items, 4 workers with 100 requests in flight each, quarter chunks. */
export function workSettings(given: Partial<WorkSettings> = {}): WorkSettings {
  const { items = 1000, workers = 4 } = given;
  return {
    items,
    workers,
    inFlight: 100,
    // Rounded up, so that the remainder makes no fifth chunk.
    batchSize: Math.ceil(items / workers),
    encoding: 'gzip',
    requestTimeoutMs: 30_000,
    params: {},
    ...given,
  };
}

/**
 * The settings of a run of this workload: every item that it lists, or the article's thousand where
 * their number is not known. Throws HarnessError.
 */
export function settingsFor(
  { settings, mockFlag }: Pick<MeasureOptions, 'settings' | 'mockFlag'>,
  workload: WorkloadTraits,
): WorkSettings {
  if (mockFlag !== null && !workload.usesMockServer) {
    const message = `--${mockFlag} has no effect: ${workload.name} does not use the mock server`;
    throw new HarnessError('flag-conflict', message);
  }
  if (settings.retries !== undefined && workload.form === 'simple') {
    const message = `--retries has no effect: ${workload.name} is one function per item, which tries again itself or not at all`;
    throw new HarnessError('flag-conflict', message);
  }
  const { items: given, batchSize, ...rest } = settings;
  const items = given ?? workload.listed ?? 1000;
  const batches = { ...RANGES.batchSize, max: items };
  return workSettings({
    ...rest,
    ...{ items, params: workload.params },
    ...(batchSize !== null && { batchSize: inRange(batches, batchSize) }),
  });
}

/** The number itself. Throws HarnessError. */
export function inRange(range: NumberRange, number: number): number {
  if (isInRange(range, number)) return number;
  throw new HarnessError('bad-value', rangeProblem(range, number));
}

function settingsOf(given: GivenOptions): GivenSettings {
  const { encoding = 'gzip', params = {}, items = null, batchSize = null } = given;
  if (encoding !== 'gzip' && encoding !== 'identity') {
    throw new HarnessError(
      'bad-value',
      `--encoding must be gzip or identity, not ${quoted(encoding)}`,
    );
  }
  const workers = inRange(RANGES.workers, given.workers ?? 4);
  const byDefault = workSettings({ workers });
  return {
    ...byDefault,
    inFlight: inRange(RANGES.inFlight, given.inFlight ?? byDefault.inFlight),
    items: items === null ? null : inRange(RANGES.items, items),
    batchSize: batchSize === null ? null : inRange(RANGES.batchSize, batchSize),
    ...{ encoding, params },
  };
}

function mockFlag({ mockUrl, latencyMs, jitter, dataPath, encoding }: GivenOptions): string | null {
  const flags = { 'mock-url': mockUrl, latency: latencyMs, jitter, data: dataPath, encoding };
  return Object.entries(flags).find(([, value]) => value !== undefined)?.[0] ?? null;
}

function mockOptions(given: GivenOptions, seed: number): MockRequest {
  const { mockUrl, latencyMs, jitter, dataPath } = given;
  if (mockUrl === undefined) {
    return {
      latencyMs: inRange(RANGES.latencyMs, latencyMs ?? 50),
      jitter: inRange(RANGES.jitter, jitter ?? 0.2),
      seed,
      dataPath: dataPath ?? null,
    };
  }
  // What the mock server is told has no effect on one that already runs.
  const told = Object.entries({ latency: latencyMs, jitter, data: dataPath });
  const [flag] = told.find(([, value]) => value !== undefined) ?? [];
  if (flag === undefined) return { url: mockUrl };
  throw new HarnessError(
    'flag-conflict',
    `--${flag} has no effect with --mock-url: give it to the mock server instead (${invocation('mock', `--${flag}`, '…')})`,
  );
}

function modelChoice(choice: ModelChoice): ModelChoice {
  if (typeof choice === 'string') return choice;
  const twice = choice.find((name, index) => choice.indexOf(name) !== index);
  if (twice !== undefined)
    throw new HarnessError('bad-value', `--models names ${quoted(twice)} twice`);
  return choice;
}
