import { HarnessError } from './errors.ts';
import { type GivenFlags, realNumber, wholeNumber } from './flags.ts';
import { type WorkSettings, workSettings } from './engine/settings.ts';

/** Those that are no variants, all there are, or those named. */
export type ModelChoice = 'main' | 'all' | readonly string[];

/** What every command that measures is told, resolved and checked once. */
export interface CommonOptions {
  readonly models: ModelChoice;
  readonly workload: string;
  readonly seed: number;
  readonly settings: WorkSettings;
  readonly mock:
    | { readonly url: string }
    | {
        readonly latencyMs: number;
        readonly jitter: number;
        readonly seed: number;
        readonly dataPath: string | null;
      };
  /** Null for what the work takes at most (harness/engine/time-limit.ts). */
  readonly trialTimeoutMs: number | null;
  readonly outDir: string;
  readonly json: boolean;
  readonly quiet: boolean;
  /** The flags as given, to run it again. */
  readonly command: readonly string[];
}

export const COMMON_FLAGS = {
  models: {
    type: 'string',
    value: 'A,B',
    help: 'models and variants, or all (default: the models; the floor always runs)',
  },
  workload: { type: 'string', value: 'NAME', help: 'work to do (default: fetch-pokemon)' },
  seed: {
    type: 'string',
    value: 'N',
    help: 'decides the order of trials and the latencies (default: 1)',
  },
  items: {
    type: 'string',
    value: 'N',
    help: 'Pokémon to fetch; beyond 1025 they repeat (default: 1000)',
  },
  workers: { type: 'string', value: 'N', help: 'concurrent workers of each model (default: 4)' },
  'in-flight': { type: 'string', value: 'N', help: 'requests in flight per worker (default: 100)' },
  'batch-size': {
    type: 'string',
    value: 'N',
    help: 'items handed to a worker at once (default: items / workers)',
  },
  encoding: { type: 'string', value: 'NAME', help: 'gzip or identity (default: gzip)' },
  latency: {
    type: 'string',
    value: 'MS',
    help: 'how long the mock server holds each answer back (default: 50)',
  },
  jitter: {
    type: 'string',
    value: 'SHARE',
    help: 'spread of the latency: 0.2 is ± 20 % (default: 0.2)',
  },
  data: {
    type: 'string',
    value: 'PATH',
    help: 'checkout of PokeAPI/api-data to serve instead of generated data',
  },
  'mock-url': {
    type: 'string',
    value: 'URL',
    help: 'use a mock server that already runs (npm run mock)',
  },
  timeout: {
    type: 'string',
    value: 'S',
    help: 'seconds after which a trial is ended and has failed (default: 60, more for more work)',
  },
  out: {
    type: 'string',
    value: 'DIR',
    help: 'where the run and its report go (default: results/latest)',
  },
  json: { type: 'boolean', help: 'print one JSON document instead of tables' },
  quiet: { type: 'boolean', help: 'no progress on stderr' },
  help: { type: 'boolean', help: 'show this and end' },
} as const;

type Given = GivenFlags<typeof COMMON_FLAGS>;

/** Throws HarnessError. */
export function commonOptions(
  given: Given,
  args: readonly string[],
  byDefault: Pick<CommonOptions, 'outDir'>,
): CommonOptions {
  refuseConflicts(given);
  const seed = wholeNumber('seed', given.seed, { min: 0, max: 2 ** 32 - 1, byDefault: 1 });
  return {
    models: modelChoice(given.models),
    workload: given.workload ?? 'fetch-pokemon',
    seed,
    settings: trialSettings(given),
    mock: mockOptions(given, seed),
    trialTimeoutMs: timeoutMs(given.timeout),
    outDir: given.out ?? byDefault.outDir,
    json: given.json === true,
    quiet: given.quiet === true,
    command: args,
  };
}

function trialSettings(given: Given): CommonOptions['settings'] {
  const items = wholeNumber('items', given.items, { min: 1, max: 10_000_000, byDefault: 1000 });
  const workers = wholeNumber('workers', given.workers, { min: 1, max: 256, byDefault: 4 });
  const encoding = given.encoding ?? 'gzip';
  if (encoding !== 'gzip' && encoding !== 'identity') {
    throw new HarnessError('bad-value', `--encoding must be gzip or identity, not "${encoding}"`);
  }
  const byDefault = workSettings({ items, workers });
  return {
    ...byDefault,
    inFlight: wholeNumber('in-flight', given['in-flight'], {
      ...{ min: 1, max: 10_000 },
      byDefault: byDefault.inFlight,
    }),
    batchSize: wholeNumber('batch-size', given['batch-size'], {
      ...{ min: 1, max: items },
      byDefault: byDefault.batchSize,
    }),
    encoding,
  };
}

function mockOptions(given: Given, seed: number): CommonOptions['mock'] {
  if (given['mock-url'] !== undefined) return { url: given['mock-url'] };
  return {
    latencyMs: realNumber('latency', given.latency, { min: 0, max: 60_000, byDefault: 50 }),
    jitter: realNumber('jitter', given.jitter, { min: 0, max: 1, byDefault: 0.2 }),
    seed,
    dataPath: given.data ?? null,
  };
}

function timeoutMs(seconds: string | undefined): number | null {
  if (seconds === undefined) return null;
  return 1000 * realNumber('timeout', seconds, { min: 0.1, max: 86_400, byDefault: 0 });
}

function modelChoice(text: string | undefined): ModelChoice {
  if (text === undefined) return 'main';
  if (text === 'all') return 'all';
  const names = text.split(',').map((name) => name.trim());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new HarnessError('bad-value', `--models names ${twice} twice`);
  return names;
}

/** What the mock server is told has no effect on one that already runs. */
function refuseConflicts(given: Given): void {
  if (given['mock-url'] === undefined) return;
  for (const flag of ['latency', 'jitter', 'data'] as const) {
    if (given[flag] === undefined) continue;
    throw new HarnessError(
      'flag-conflict',
      `--${flag} has no effect with --mock-url: give it to the mock server instead (npm run mock -- --${flag} …)`,
    );
  }
}
