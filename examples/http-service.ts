import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import type { SimpleWorkload } from 'concurrency-bench';

interface Prices {
  readonly origin: string;
  /** Null for a service that runs elsewhere. */
  readonly server: Server | null;
}

/**
 * I/O-bound: asks a service for prices and waits. Each worker starts a service of its own on a free
 * port (`exclusive`: node:cluster would share it) and ends it; so it is measured too. To measure the
 * client alone start your service yourself: --param origin=http://127.0.0.1:8080.
 */
const workload: SimpleWorkload<string, Prices> = {
  summary: 'Ask an HTTP service for prices.',
  params: { origin: '', latencyMs: 10 },

  list: Array.from({ length: 400 }, (_, index) => `product-${index + 1}`),

  open({ params }) {
    if (params['origin'] !== '') return { origin: String(params['origin']), server: null };
    return startService(Number(params['latencyMs']));
  },

  async run(product, { origin }) {
    const response = await fetch(`${origin}/price/${product}`);
    // An error fails the item: a model with a failed item has no figures.
    if (!response.ok) throw new Error(`${product}: status ${response.status}`);
    return response.json();
  },

  async close({ server }) {
    server?.closeAllConnections();
    await server?.[Symbol.asyncDispose]();
  },
};
export default workload;

async function startService(latencyMs: number): Promise<Prices> {
  const server = createServer(({ url = '' }, response) => {
    // The time that a service spends on its own database, for example.
    setTimeout(() => response.end(JSON.stringify({ url, cents: url.length * 100 })), latencyMs);
  });
  await once(server.listen({ host: '127.0.0.1', port: 0, exclusive: true }), 'listening');
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
