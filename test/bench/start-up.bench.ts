/**
 * What it costs to start a process or a thread and to load what a model needs: CPU, kernel's count.
 *
 *     npx node test/bench/start-up.bench.ts
 *
 * Every program runs once per round, in turn. The kernel shows CPU in ticks of 10 ms, so a difference
 * is that of many rounds: Hodges-Lehmann's estimate against an empty program, with its 95 % interval.
 */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { openProc, readStat } from '../../harness/measure/proc.ts';
import { hodgesLehmann } from '../../harness/stats/signed-rank.ts';

const ROUNDS = 25;
const THREADS = 4;
const POOL = "import Pool from 'undici/lib/dispatcher/pool.js'";

/** Answers whatever is asked, as long as a document is; its CPU is of this process, and not counted. */
const answer = `HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n${'x'.repeat(5000)}`;
const server = createServer((socket) => socket.on('data', () => socket.write(answer)));
await once(server.listen(0, '127.0.0.1'), 'listening');
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const tenRequests = `
  const pool = new Pool('${origin}');
  for (let count = 0; count < 10; count++) {
    await new Promise((resolve, reject) => pool.dispatch({ path: '/', method: 'GET' }, {
      onRequestStart() {}, onResponseStart() {}, onResponseData() {}, onResponseEnd: resolve,
      onResponseError(controller, error) { reject(error); },
    }));
  }
  await pool.close();`;

const emptyThreads = `
  import { once } from 'node:events';
  import { Worker } from 'node:worker_threads';
  const start = () => once(new Worker('', { eval: true }), 'exit');
  await Promise.all(Array.from({ length: ${THREADS} }, start));`;

const EMPTY = 'an empty process';
const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  [EMPTY]: [''],
  "+ import 'node:zlib'": ["import 'node:zlib'"],
  "+ import 'node:http2', which undici loads": ["import 'node:http2'"],
  '  the same with --use-openssl-ca': ["import 'node:http2'", '--use-openssl-ca'],
  "+ import undici's pool": [POOL],
  '+ the pool and ten requests by it': [`${POOL};${tenRequests}`],
  "+ import 'undici'": ["import 'undici'"],
  "+ import 'piscina'": ["import 'piscina'"],
  "+ import 'execa'": ["import 'execa'"],
  [`+ ${THREADS} empty threads`]: [emptyThreads],
};

const run = promisify(execFile);
const proc = openProc('/proc');
if (proc === null) throw new Error('this benchmark reads /proc: it needs Linux');
const msPerTick = 1000 / proc.ticksPerSecond;
const cpuMs: Record<string, number[]> = Object.fromEntries(
  Object.keys(PROGRAMS).map((name) => [name, []]),
);
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, [source = '', ...flags]] of Object.entries(PROGRAMS)) {
    const before = reapedTicks();
    await run(process.execPath, [...flags, '--input-type=module', '-e', source], {
      // Where the packages are found.
      cwd: join(import.meta.dirname, '../..'),
    });
    cpuMs[name]?.push((reapedTicks() - before) * msPerTick);
  }
}

server.close();

const empty = cpuMs[EMPTY] ?? [];
for (const [name, sample] of Object.entries(cpuMs)) {
  const more = name === EMPTY ? sample : sample.map((ms, round) => ms - (empty[round] ?? NaN));
  const { estimate, low, high } = hodgesLehmann(more, 0.95);
  const figures = [estimate, low, high].map((ms) => ms.toFixed(0));
  console.log(`${name.padEnd(44)} ${figures[0]} ms (${figures[1]} to ${figures[2]})`);
}

/** CPU of all children that have ended. */
function reapedTicks(): number {
  const stat = proc && readStat(proc, 'self');
  return (stat?.reapedUserTicks ?? NaN) + (stat?.reapedSystemTicks ?? NaN);
}
