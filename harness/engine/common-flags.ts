import {
  type Arguments,
  FlagError,
  type GivenFlags,
  numberOf,
  quoted,
} from '../../mock-server/flags.ts';
import { invocation, shownOutDir } from '../project.ts';
import { coresOf, type GivenLimits } from './limits.ts';
import { type GivenOptions, type ModelChoice, RANGES } from './options.ts';

/** Where the results of a command go, and how they are shown. */
export interface View {
  readonly outDir: string;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** What trials may be limited to. */
export const LIMIT_FLAGS = {
  'memory-limit': {
    type: 'string',
    value: 'SIZE',
    help: 'memory of a trial, such as 512MB, by a control group (version 2) of its own',
  },
  cores: {
    type: 'string',
    value: 'N',
    help: 'cores of a trial: how many, such as 2, or which, such as 0,1 or 2-3 (taskset)',
  },
  nice: { type: 'string', value: 'N', help: 'priority of a trial: 19 is the lowest (nice)' },
} as const;

export const COMMON_FLAGS = {
  models: {
    type: 'string',
    value: 'A,B',
    help: 'models and variants, or all (default: the models; the floor always runs)',
  },
  model: {
    type: 'string',
    value: 'FILE',
    many: true,
    help: 'a model of your own to be measured as well; may be repeated',
  },
  param: {
    type: 'string',
    value: 'NAME=VALUE',
    many: true,
    help: 'a parameter of the workload; may be repeated',
  },
  seed: {
    type: 'string',
    value: 'N',
    help: 'decides the order of trials and the latencies (default: 1)',
  },
  items: {
    type: 'string',
    value: 'N',
    help: 'items to do; the list starts again where it is shorter (default: all, or 1000 Pokémon)',
  },
  workers: { type: 'string', value: 'N', help: 'concurrent workers of each model (default: 4)' },
  'in-flight': { type: 'string', value: 'N', help: 'items in flight per worker (default: 100)' },
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
    help: `use a mock server that already runs (${invocation('mock')})`,
  },
  timeout: {
    type: 'string',
    value: 'S',
    help: 'seconds after which a trial is ended and has failed (default: 60, more for more work)',
  },
  ...LIMIT_FLAGS,
  out: {
    type: 'string',
    value: 'DIR',
    help: `where the run and its report go (default: ${shownOutDir('compare')})`,
  },
  json: { type: 'boolean', help: 'print one JSON document instead of tables' },
  quiet: { type: 'boolean', help: 'no progress on stderr' },
} as const;

/** Of the commands that can go on with a run. */
export const RESUME_FLAG = {
  type: 'boolean',
  help: 'go on with the interrupted run in the same folder: the same flags, code, data and machine',
} as const;

type Given = GivenFlags<typeof COMMON_FLAGS>;

/** What the flags say of what is to be measured, not yet checked. Throws FlagError. */
export function givenOptions(
  { flags, words }: Pick<Arguments<typeof COMMON_FLAGS>, 'flags' | 'words'>,
  args: readonly string[],
): GivenOptions {
  return {
    models: modelChoice(flags.models),
    modelFiles: flags.model,
    workload: words[0],
    params: paramsOf(flags.param),
    seed: numberOf(RANGES.seed, flags.seed),
    items: numberOf(RANGES.items, flags.items),
    workers: numberOf(RANGES.workers, flags.workers),
    inFlight: numberOf(RANGES.inFlight, flags['in-flight']),
    batchSize: numberOf(RANGES.batchSize, flags['batch-size']),
    encoding: flags.encoding,
    latencyMs: numberOf(RANGES.latencyMs, flags.latency),
    jitter: numberOf(RANGES.jitter, flags.jitter),
    dataPath: flags.data,
    mockUrl: flags['mock-url'],
    timeoutSeconds: numberOf(RANGES.timeoutSeconds, flags.timeout),
    ...givenLimits(flags),
    command: args,
  };
}

/** Throws FlagError. */
export function givenLimits(flags: GivenFlags<typeof LIMIT_FLAGS>): GivenLimits {
  return {
    memoryLimit: flags['memory-limit'],
    cores: coresOf(flags.cores),
    nice: numberOf(RANGES.nice, flags.nice),
  };
}

export function viewOf(flags: Pick<Given, 'out' | 'json' | 'quiet'>, defaultOutDir: string): View {
  return {
    outDir: flags.out ?? defaultOutDir,
    json: flags.json === true,
    quiet: flags.quiet === true,
  };
}

/** Values stay text: what they become is for the defaults of the workload to say. */
function paramsOf(texts: readonly string[] = []): Readonly<Record<string, string>> {
  return Object.fromEntries(
    texts.map((text) => {
      const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
      if (name !== undefined && value !== undefined) return [name, value];
      throw new FlagError('bad-value', `--param must be NAME=VALUE, not ${quoted(text)}`);
    }),
  );
}

function modelChoice(text: string | undefined): ModelChoice | undefined {
  if (text === undefined || text === 'all') return text;
  return text.split(',').map((name) => name.trim());
}
