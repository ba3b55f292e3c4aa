import { Agent } from 'node:http';
import type { CountersReport } from '../../mock-server/protocol.ts';
import { startServer, type RunningServer, type ServerOptions } from '../../mock-server/server.ts';
import { send } from './raw-http.ts';
import { tinyDataset } from './tiny-dataset.ts';

/** Servers and connections of one test, ended together. */
export class TestServers implements AsyncDisposable {
  readonly #servers: RunningServer[] = [];
  readonly #agents: Agent[] = [];

  /** A server of the tiny dataset on a free port, without latency unless told otherwise. */
  async start(options: Partial<ServerOptions> = {}): Promise<RunningServer> {
    const server = await startServer({
      ...{ dataset: tinyDataset(), host: '127.0.0.1', port: 0, latencyMs: 0, jitter: 0, seed: 1 },
      faults: null,
      ...options,
    });
    this.#servers.push(server);
    return server;
  }

  /** One connection, kept open. */
  connection(): Agent {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    this.#agents.push(agent);
    return agent;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const agent of this.#agents) agent.destroy();
    await Promise.all(this.#servers.map((server) => server[Symbol.asyncDispose]()));
  }
}

export function counters({ url }: RunningServer): Promise<CountersReport> {
  return readCounters(url, 'GET');
}

export function resetCounters({ url }: RunningServer): Promise<CountersReport> {
  return readCounters(url, 'DELETE');
}

/** Asks the server until it has seen what it shall have; the runner's time limit ends it. */
export async function untilCounted(isReached: () => Promise<boolean>): Promise<void> {
  while (!(await isReached()));
}

async function readCounters(url: string, method: string): Promise<CountersReport> {
  const { body } = await send(url, { method, target: '/-/counters' });
  return JSON.parse(body.toString()) as CountersReport;
}
