import { once } from 'node:events';
import { DataPathError, loadDataset } from './data/load.ts';
import { printFaults } from './faults.ts';
import { FlagError } from './flags.ts';
import { HELP, parseOptions, type CliOptions } from './options.ts';
import type { StartMessage } from './protocol.ts';
import { startServer, type RunningServer } from './server.ts';

/** What the program has of the world outside. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Aborted when the server shall end. */
  readonly stop: AbortSignal;
  /** Tells the program that started this one; null where a person did. */
  readonly tellParent: ((message: StartMessage) => Promise<void>) | null;
}

/** What Node adds to the error of a failed `listen`. */
type ListenError = NodeJS.ErrnoException & { readonly port?: number; readonly address?: string };

/** Exit code for what the user can fix. */
const REFUSED = 2;

/** The mock server as a program: resolves to its exit code when it has ended. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    const options = parseOptions(argv);
    if (options === 'help') {
      io.stdout(HELP);
      return 0;
    }
    await serve(options, io);
    return 0;
  } catch (error) {
    const message = fixable(error);
    if (message === null) throw error;
    if (io.tellParent === null) io.stderr(`mock-server: ${message}\n`);
    else await io.tellParent({ failed: { message } });
    return REFUSED;
  }
}

async function serve(options: CliOptions, io: Io): Promise<void> {
  const { dataPath, cacheDir } = options;
  const dataset = await loadDataset({ dataPath, cacheDir });
  for (const note of dataset.notes) io.stderr(`mock-server: ${note}\n`);
  if (io.stop.aborted) return;
  await using server = await startServer({ ...options, dataset });
  await announce(server, options, io);
  await aborted(io.stop);
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

async function announce({ url }: RunningServer, options: CliOptions, io: Io): Promise<void> {
  if (io.tellParent !== null) return io.tellParent({ ready: { url } });
  const { latencyMs, jitter, faults } = options;
  const faulty = faults === null ? '' : `, faults ${printFaults(faults)}`;
  io.stdout(`Mock PokeAPI on ${url}, latency ${latencyMs} ms ± ${jitter * 100} %${faulty}. Ctrl-C ends it.
  curl -s --compressed ${url}/api/v2/pokemon/ditto
`);
}

/** One line for an error the user can fix; null for a bug. */
function fixable(error: unknown): string | null {
  if (error instanceof FlagError || error instanceof DataPathError) return error.message;
  return error instanceof Error && 'syscall' in error ? listenProblem(error as ListenError) : null;
}

function listenProblem(error: ListenError): string | null {
  const { syscall, code, port, address } = error;
  if (syscall === 'getaddrinfo') return '--host is no address of this machine';
  if (syscall !== 'listen') return null;
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port ?? '?'} is in use: end the program that has it, or choose another with --port (0 for any free one)`;
    case 'EACCES':
      return `port ${port ?? '?'} may not be used by this user: choose one above 1023 with --port`;
    case 'EADDRNOTAVAIL':
      return `--host ${address ?? ''} is no address of this machine`;
    default:
      return null;
  }
}
