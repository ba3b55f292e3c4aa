import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa, type ResultPromise } from 'execa';
import type { About, CountersReport, StartMessage } from './protocol.ts';
import { ABOUT_PATH, COUNTERS_PATH, FORMAT_VERSION, MOCK_NAME } from './protocol.ts';

export type { About, CountersReport } from './protocol.ts';

export interface StartOptions {
  readonly latencyMs: number;
  readonly jitter: number;
  readonly seed: number;
  /** A checkout of the true dataset; null for the generated one. */
  readonly dataPath: string | null;
  readonly cacheDir: string;
}

/** A mock server in another process, as the program that measures sees it. */
export interface MockServer extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string;
  readonly about: About;
  /** Resolves, with the reason, when a server started here ends before it is disposed of. */
  readonly exited: Promise<MockServerError>;
  counters(): Promise<CountersReport>;
  /** Starts the counts anew; resolves to what they were. */
  resetCounters(): Promise<CountersReport>;
}

/** The mock cannot be had or is lost; the message is ready to be shown. */
export class MockServerError extends Error {
  override readonly name = 'MockServerError';
}

/** How long a server that already runs may take to answer; it has nothing to wait for. */
const ANSWER_TIMEOUT_MS = 5000;

/** Starts a mock server in a process of its own, on a free port, and waits until it listens. */
export async function startMockServer(options: StartOptions): Promise<MockServer> {
  const subprocess = execa(process.execPath, commandLine(options), {
    ipc: true,
    // Structured clone ties both ends to one version of V8.
    serialization: 'json',
    // Otherwise execa keeps every message and all output in memory.
    buffer: false,
    stdin: 'ignore',
    stdout: 'ignore',
    stderr: 'inherit',
    reject: false,
  });
  const url = await listening(subprocess);
  let disposed = false;
  const exited = new Promise<MockServerError>((resolve) => {
    void subprocess.then(({ exitCode, signal }) => {
      if (!disposed) resolve(new MockServerError(`the mock server ended by itself (${ending(exitCode, signal)})`));
    });
  });
  const stop = async () => {
    disposed = true;
    subprocess.kill();
    await subprocess;
  };
  return { ...(await connect(url)), exited, [Symbol.asyncDispose]: stop };
}

/** Connects to a mock server that already runs; refuses whatever else answers at that URL. */
export async function connectMockServer(url: string): Promise<MockServer> {
  const parsed = URL.parse(url);
  if (parsed?.protocol !== 'http:') {
    throw new MockServerError(`"${url}" is not a URL of a mock server, such as http://127.0.0.1:8151`);
  }
  return {
    ...(await connect(parsed.origin)),
    exited: new Promise(() => undefined),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
