import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname, extname, join } from 'node:path';
import { execa } from 'execa';
import { Agent, fetch } from 'undici';
import type { z } from 'zod';
import type { LoadOptions } from './data/load.ts';
import { quoted } from './flags.ts';
import type { LatencyOptions } from './latency.ts';
import { about as aboutFormat, countersReport, faultOf, startMessage } from './messages.ts';
import type { About, CountersReport } from './protocol.ts';
import { ABOUT_PATH, COUNTERS_PATH, FORMAT_VERSION, MOCK_NAME } from './protocol.ts';

export type { CountersReport } from './protocol.ts';

export interface StartOptions extends LatencyOptions, LoadOptions {
  /** As `--faults` takes them; not said: none. */
  readonly faults?: string;
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

/** Past every proxy that the environment sets: the models' requests know of none either. */
const DIRECT = new Agent();

/** Starts a mock server in a process of its own, on a free port, and waits until it listens. */
export async function startMockServer(options: StartOptions): Promise<MockServer> {
  const subprocess = spawn(options);
  let isDisposed = false;
  const dispose = async () => {
    isDisposed = true;
    // It holds nothing worth saving, and one that is stopped would not hear of anything else.
    subprocess.kill('SIGKILL');
    await subprocess;
  };
  const exited = new Promise<MockServerError>((resolve) => {
    void subprocess.then((result) => {
      if (!isDisposed) resolve(new MockServerError(`the mock server ended ${manner(result)}`));
    });
  });
  try {
    const remote = await connect(await listening(subprocess.nodeChildProcess, exited));
    return { ...remote, exited, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Connects to a mock server that already runs; refuses whatever else answers at that URL. */
export async function connectMockServer(url: string): Promise<MockServer> {
  const parsed = URL.parse(url);
  if (parsed?.protocol !== 'http:') {
    throw new MockServerError(
      `${quoted(url)} is not the URL of a mock server, such as http://127.0.0.1:8151`,
    );
  }
  const remote = await connect(parsed.origin);
  return {
    ...remote,
    exited: new Promise(() => undefined),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

function spawn({ latencyMs, jitter, seed, faults, dataPath, cacheDir }: StartOptions) {
  const { filename } = import.meta;
  const program = join(dirname(filename), `cli${extname(filename)}`);
  const flags = [
    `--port=0`,
    `--latency=${latencyMs}`,
    `--jitter=${jitter}`,
    `--seed=${seed}`,
    `--cache-dir=${cacheDir}`,
    ...(faults === undefined ? [] : [`--faults=${faults}`]),
    ...(dataPath === null ? [] : [`--data=${dataPath}`]),
  ];
  return execa(process.execPath, [program, ...flags], {
    // Keeps signals to the process group, such as Ctrl-C, away from it: it is needed to the end.
    detached: true,
    ipc: true,
    // Structured clone would tie both ends to one version of V8.
    serialization: 'json',
    // Otherwise execa keeps all output and every message.
    buffer: false,
    stdin: 'ignore',
    stdout: 'ignore',
    // A crash of the server shows its stack.
    stderr: 'inherit',
    reject: false,
  });
}

/** URL of a server just started; rejects where it says why not, or ends without a word. */
async function listening(child: ChildProcess, exited: Promise<MockServerError>): Promise<string> {
  const message = once(child, 'message').then(([first]) =>
    checked('the mock server', startMessage, first),
  );
  const silence = exited.then(async (error) => {
    // The end of a process can be seen before its last message is read.
    if (child.connected) await once(child, 'disconnect');
    throw error;
  });
  const first = await Promise.race([message, silence]);
  if ('failed' in first) throw new MockServerError(first.failed.message);
  return first.ready.url;
}

async function connect(url: string) {
  const answered = await ask(url, 'GET', ABOUT_PATH);
  const about = answered as Partial<About> | null;
  if (about?.name !== MOCK_NAME)
    throw new MockServerError(`${url} is not a mock server of this suite`);
  if (about.formatVersion !== FORMAT_VERSION) {
    throw new MockServerError(
      `the mock server at ${url} speaks format ${quoted(String(about.formatVersion)).slice(1, -1)}, this program ${FORMAT_VERSION}: run both from the same version`,
    );
  }
  return {
    url,
    about: checked(url, aboutFormat, answered),
    counters: async () => checked(url, countersReport, await ask(url, 'GET', COUNTERS_PATH)),
    resetCounters: async () =>
      checked(url, countersReport, await ask(url, 'DELETE', COUNTERS_PATH)),
  };
}

/** What another process said, which need not be one of this version. Throws MockServerError. */
function checked<T>(who: string, format: z.ZodType<T>, said: unknown): T {
  const { data, error } = format.safeParse(said);
  if (error === undefined) return data;
  throw new MockServerError(`${who} answers as no mock server of this version: ${faultOf(error)}`);
}

/** The JSON a server answers; null where it answers something else. */
async function ask(url: string, method: string, path: string): Promise<unknown> {
  try {
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    const response = await fetch(url + path, { method, signal, dispatcher: DIRECT });
    const value = parseJson(await response.text());
    if (response.status === 403) throw refusalOf(url, value);
    return value;
  } catch (cause) {
    if (cause instanceof MockServerError) throw cause;
    throw new MockServerError(`no mock server answers at ${url}: ${reasonOf(cause)}`, { cause });
  }
}

/** It answers only under names of its own machine. */
function refusalOf(url: string, value: unknown): MockServerError {
  const { error = 'it gives no reason' } = (value ?? {}) as { readonly error?: string };
  return new MockServerError(`${url} refuses to be driven: ${error}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** fetch says only "fetch failed" and keeps what happened as the cause. */
function reasonOf(error: unknown): string {
  const { cause = error } = error as { cause?: unknown };
  return cause instanceof Error ? cause.message : String(cause);
}

function manner({ exitCode, signal }: { exitCode?: number; signal?: string }): string {
  return signal === undefined
    ? `unexpectedly with exit code ${exitCode ?? '?'}`
    : `unexpectedly, killed by ${signal}`;
}
