import { isIPv4 } from 'node:net';

import type { LoadOptions } from './data/load.ts';
import { type FaultPlan, FAULTS_VALUE, parseFaults } from './faults.ts';
import {
  FlagError,
  HELP_FLAG,
  helpText,
  isInRange,
  numberOf,
  quoted,
  type NumberRange,
  rangeProblem,
  readArguments,
} from './flags.ts';
import type { LatencyOptions } from './latency.ts';

export interface CliOptions extends LatencyOptions, LoadOptions {
  readonly host: string;
  readonly port: number;
  /** Null for none. */
  readonly faults: FaultPlan | null;
}

/** Of the numbers that decide when the server answers. */
export const LATENCY_RANGES = {
  latencyMs: { flag: 'latency', min: 0, max: 60_000, whole: false },
  jitter: { flag: 'jitter', min: 0, max: 1, whole: false },
  seed: { flag: 'seed', min: 0, max: 2 ** 32 - 1, whole: true },
} as const satisfies Readonly<Record<keyof LatencyOptions, NumberRange>>;

export const MOCK_FLAGS = {
  port: {
    type: 'string',
    value: 'NUMBER',
    help: 'where to listen, 0 for any free port (default 8151)',
  },
  latency: {
    type: 'string',
    value: 'MS',
    help: 'how long each answer is held back, 0 to 60000 (default 50)',
  },
  jitter: {
    type: 'string',
    value: 'SHARE',
    help: 'spread of the latency, 0 to 1: 0.2 is ± 20 % (default 0.2)',
  },
  seed: {
    type: 'string',
    value: 'NUMBER',
    help: 'which resource gets which latency in that range, and which faults (default 1)',
  },
  faults: {
    type: 'string',
    value: FAULTS_VALUE,
    help: 'faulty answers, such as status-503=2%,reset=1%,slow=5%:500ms (default none)',
  },
  data: {
    type: 'string',
    value: 'PATH',
    help: 'serve a checkout of PokeAPI/api-data instead of generated data',
  },
  'cache-dir': {
    type: 'string',
    value: 'PATH',
    help: 'where generated data is kept (default .cache)',
  },
  host: { type: 'string', value: 'ADDRESS', help: 'interface to listen on (default 127.0.0.1)' },
  'allow-remote': {
    type: 'boolean',
    help: 'let --host be more than this machine: everybody who can reach the address can then use the server and reset its counters',
  },
} as const;

export const MOCK_SUMMARY = `Serves a local copy of PokeAPI v2: the list of Pokémon and every Pokémon by name or id.
Ctrl-C ends it, with exit status 0. Exit status: 2 for a wrong flag or a port in use, 70 for a bug.`;

const FLAGS = { ...MOCK_FLAGS, ...HELP_FLAG };

export const HELP = helpText(`Usage: mock-server/cli.ts [flags]\n\n${MOCK_SUMMARY}`, FLAGS);

/** Reads the command line; `help` where it is asked for. Throws FlagError. */
export function parseOptions(argv: readonly string[]): CliOptions | 'help' {
  const { flags } = readArguments(FLAGS, argv);
  if (flags.help === true) return 'help';
  return {
    host: hostOf(flags.host ?? '127.0.0.1', flags['allow-remote'] === true),
    port: number({ flag: 'port', min: 0, max: 65_535, whole: true }, flags.port, 8151),
    latencyMs: number(LATENCY_RANGES.latencyMs, flags.latency, 50),
    jitter: number(LATENCY_RANGES.jitter, flags.jitter, 0.2),
    seed: number(LATENCY_RANGES.seed, flags.seed, 1),
    faults: flags.faults === undefined ? null : parseFaults(flags.faults),
    dataPath: flags.data ?? null,
    cacheDir: flags['cache-dir'] ?? '.cache',
  };
}

function number(range: NumberRange, text: string | undefined, byDefault: number): number {
  const given = numberOf(range, text) ?? byDefault;
  if (isInRange(range, given)) return given;
  throw new FlagError('bad-value', rangeProblem(range, given));
}

function hostOf(host: string, allowRemote: boolean): string {
  const isLoopback =
    host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
  if (isLoopback || allowRemote) return host;
  throw new FlagError(
    'bad-value',
    `--host ${quoted(host)} can be reached from other machines: add --allow-remote if that is meant`,
  );
}
