import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { isIPv6, type AddressInfo } from 'node:net';
import { answerAdmin, refuseHost } from './admin.ts';
import { isOwnHost } from './allowed-host.ts';
import { INTERNAL_ORIGIN } from './answer.ts';
import { compile } from './compile.ts';
import { createCounters } from './counters.ts';
import type { Dataset } from './dataset.ts';
import { exchange, type Answering } from './exchange.ts';
import { createHandlers } from './handlers.ts';
import { type FaultPlan, printFaults } from './faults.ts';
import type { LatencyOptions } from './latency.ts';
import { Pipelines } from './pipelines.ts';
import { ADMIN_PREFIX, FORMAT_VERSION, MOCK_NAME, type About } from './protocol.ts';

export interface ServerOptions extends LatencyOptions {
  readonly dataset: Dataset;
  /** Null for none. */
  readonly faults: FaultPlan | null;
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
}

export interface RunningServer extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string;
}

/**
 * Longer than any pause between two trials: a client that finds its idle connection closed just as
 * it sends a request gets ECONNRESET.
 */
const KEEP_ALIVE_TIMEOUT_MS = 600_000;

/** Connections waiting to be accepted; a full backlog drops them, and a retry costs a second. */
const BACKLOG = 4096;

/** Starts the mock; rejects with the error of `listen` where the address cannot be had. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { dataset, faults, host, port } = options;
  const handlers = createHandlers(dataset, INTERNAL_ORIGIN);
  const compiled = await compile(dataset, handlers);
  const counters = createCounters();
  const about = describe(options);
  const pipelines = new Pipelines();
  const answering: Answering = { handlers, compiled, counters, latency: options, faults };
  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS, noDelay: true },
    (request, response) => {
      if (!pipelines.admit(request, response)) return;
      if (!request.url?.startsWith(ADMIN_PREFIX)) exchange(request, response, answering);
      else if (isOwnHost(request.headers.host, host)) {
        answerAdmin(request, response, about, counters);
      } else refuseHost(response);
    },
  );
  server.listen({ host, port, backlog: BACKLOG });
  await once(server, 'listening');
  return { url: urlOf(server), [Symbol.asyncDispose]: () => stop(server) };
}

function describe({ dataset, faults, latencyMs, jitter, seed }: ServerOptions): About {
  const { source, version, sha256, documents } = dataset;
  const bytes = documents.reduce((sum, { json }) => sum + json.length, 0);
  return {
    name: MOCK_NAME,
    formatVersion: FORMAT_VERSION,
    dataset: { source, version, sha256, documents: documents.length, bytes },
    latencyMs,
    jitter,
    seed,
    faults: faults && printFaults(faults),
  };
}

function urlOf(server: Server): string {
  const { address, port } = server.address() as AddressInfo;
  return `http://${isIPv6(address) ? `[${address}]` : address}:${port}`;
}

/** Ends at once, answers under way included. */
async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
