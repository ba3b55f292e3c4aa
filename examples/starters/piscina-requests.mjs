// Requests from worker threads. Run: npm install piscina; node piscina-requests.mjs URL...
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';

const WORKERS = availableParallelism();
const IN_FLIGHT = 100; // Of each worker.

/** Each thread loads this file and calls this. Loops take the next URL each. */
export default async function requestAll(urls) {
  const results = [];
  const next = urls.entries();
  async function loop() {
    for (const [index, url] of next) {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${url}: status ${response.status}`);
      results[index] = await response.json(); // Your work on the answer.
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, loop));
  return results;
}

if (!Piscina.isWorkerThread) {
  const urls = process.argv.slice(2); // Your URLs.
  const share = (worker) => urls.filter((_, index) => index % WORKERS === worker);

  const pool = new Piscina({ filename: import.meta.filename, maxThreads: WORKERS });
  const shares = Array.from({ length: WORKERS }, (_, worker) => pool.run(share(worker)));
  const results = (await Promise.all(shares)).flat();
  await pool.close();
  console.log(`${results.length} results`);
}
