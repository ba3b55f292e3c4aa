import { isIPv4 } from 'node:net';
import { parseArgs } from 'node:util';
import { nearest } from './nearest.ts';

export interface CliOptions {
  readonly host: string;
  readonly port: number;
  readonly latencyMs: number;
  readonly jitter: number;
  readonly seed: number;
  /** A checkout of the true dataset; null for the generated one. */
  readonly dataPath: string | null;
  readonly cacheDir: string;
}

/** A flag the user must change; the message is ready to be shown. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

export const HELP = `Usage: npm run mock -- [flags]

Serves a local copy of PokeAPI v2: the list of Pokémon and every Pokémon by name or id.

  --port NUMBER     where to listen, 0 for any free port (default 8151)
  --latency MS      how long each answer is held back, 0 to 60000 (default 50)
  --jitter SHARE    spread of the latency, 0 to 1: 0.2 is ± 20 % (default 0.2)
  --seed NUMBER     which resource gets which latency in that range (default 1)
  --data PATH       serve a checkout of PokeAPI/api-data instead of generated data
  --cache-dir PATH  where generated data is kept (default .cache)
  --host ADDRESS    interface to listen on (default 127.0.0.1)
  --allow-remote    let --host be more than this machine: everybody who can reach
                    the address can then use the server and reset its counters
  --help            show this and end

Ctrl-C ends it, with exit code 0. A wrong flag or a port in use: exit code 2.
`;

const FLAGS = {
  port: { type: 'string', default: '8151' },
  latency: { type: 'string', default: '50' },
  jitter: { type: 'string', default: '0.2' },
  seed: { type: 'string', default: '1' },
  data: { type: 'string' },
  'cache-dir': { type: 'string', default: '.cache' },
  host: { type: 'string', default: '127.0.0.1' },
  'allow-remote': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Reads the command line; `help` where it is asked for. Throws OptionError. */
export function parseOptions(argv: readonly string[]): CliOptions | 'help' {
  checkSpelling(argv);
  const { values } = parseArgs({ args: [...argv], options: FLAGS, strict: false });
  const text = (flag: 'port' | 'latency' | 'jitter' | 'seed' | 'cache-dir' | 'host') =>
    String(values[flag]);
  if (values.help === true) return 'help';
  return {
    host: parseHost(text('host'), values['allow-remote'] === true),
    port: parseNumber('port', text('port'), { max: 65_535, whole: true }),
    latencyMs: parseNumber('latency', text('latency'), { max: 60_000, whole: false }),
    jitter: parseNumber('jitter', text('jitter'), { max: 1, whole: false }),
    seed: parseNumber('seed', text('seed'), { max: 2 ** 32 - 1, whole: true }),
    dataPath: values.data === undefined ? null : String(values.data),
    cacheDir: text('cache-dir'),
  };
}

/** parseArgs has no nearest spelling to offer, so what it would refuse is refused here. */
function checkSpelling(argv: readonly string[]): void {
  const { tokens } = parseArgs({ args: [...argv], options: FLAGS, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'positional') {
      throw new OptionError(
        `unexpected "${token.value}": the mock server takes only flags, see --help`,
      );
    }
    if (token.kind !== 'option') continue;
    if (!Object.hasOwn(FLAGS, token.name)) throw unknownFlag(token.rawName);
    const { type } = FLAGS[token.name as keyof typeof FLAGS];
    if (type === 'boolean' && token.value !== undefined) {
      throw new OptionError(`${token.rawName} takes no value, but got "${token.value}"`);
    }
    // parseArgs would take the flag that follows for the value.
    const isMissing = !token.value || (!token.inlineValue && token.value.startsWith('--'));
    if (type === 'string' && isMissing) {
      throw new OptionError(`${token.rawName} needs a value, see --help`);
    }
  }
}

function unknownFlag(flag: string): OptionError {
  const meant = nearest(flag.replace(/^-+/, ''), Object.keys(FLAGS));
  const hint = meant === null ? 'see --help' : `did you mean --${meant}?`;
  return new OptionError(`unknown flag ${flag}: ${hint}`);
}

function parseNumber(flag: string, text: string, { max, whole }: { max: number; whole: boolean }) {
  const value = Number(text);
  const isNumber = /^[\d.]+(?:e\d+)?$/i.test(text) && value >= 0 && value <= max;
  if (isNumber && (!whole || Number.isInteger(value))) return value;
  const kind = whole ? 'a whole number' : 'a number';
  throw new OptionError(`--${flag} must be ${kind} from 0 to ${max}, but is "${text}"`);
}

function parseHost(host: string, allowRemote: boolean): string {
  const isLoopback =
    host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
  if (isLoopback || allowRemote) return host;
  throw new OptionError(
    `--host ${host} can be reached from other machines: add --allow-remote if that is meant`,
  );
}
