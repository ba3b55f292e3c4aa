import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { send } from '../support/raw-http.ts';

/**
 * The least a node:http server can do to send the same bytes: fetches them once from the mock at
 * the URL given, then looks up the URL asked for and writes. Arguments: URL, encoding, targets.
 */
const [origin = '', encoding = '', ...targets] = process.argv.slice(2);
const answers = new Map<string, { headers: string[]; body: Buffer }>();
for (const target of targets) {
  const { headers, body } = await send(origin, {
    target,
    headers: { 'accept-encoding': encoding },
  });
  answers.set(target, { headers: headers.flat(), body });
}

const server = createServer((request, response) => {
  const answer = answers.get(request.url ?? '');
  if (answer === undefined) throw new Error(`not in the mix: ${request.url ?? ''}`);
  response.writeHead(200, answer.headers);
  response.end(answer.body);
});
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ ready: { url: `http://127.0.0.1:${port}` } });
});
process.on('disconnect', () => process.exit());
