// A function over many items, in worker threads. Run: npm install piscina; node piscina-functions.mjs
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';

const WORKERS = availableParallelism();
/** A message per item would cost more than a short function. */
const BATCHES_PER_WORKER = 4;

/** Your function. It may be asynchronous. */
function work(item) {
  return Math.sqrt(item);
}

/** Each thread loads this file and is given one batch after the other. */
export default async function workAll(batch) {
  const results = [];
  for (const item of batch) results.push(await work(item));
  return results;
}

if (!Piscina.isWorkerThread) {
  const items = Array.from({ length: 1000 }, (_, index) => index); // Your items.
  const size = Math.ceil(items.length / (WORKERS * BATCHES_PER_WORKER));
  const batches = [];
  for (let at = 0; at < items.length; at += size) batches.push(items.slice(at, at + size));

  const pool = new Piscina({ filename: import.meta.filename, maxThreads: WORKERS });
  const results = (await Promise.all(batches.map((batch) => pool.run(batch)))).flat();
  await pool.close();
  console.log(`${results.length} results`);
}
