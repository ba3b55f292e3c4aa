// Requests from child processes. Run: node fork-requests.mjs URL...
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';

const WORKERS = availableParallelism();
const IN_FLIGHT = 100; // Of each worker.

async function requestAll(urls) {
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

/** Gives a process its URLs. One that ends without an answer fails the run. */
async function inProcess(urls) {
  const child = fork(import.meta.filename);
  child.send(urls);
  const ended = once(child, 'disconnect').then(() => {
    throw new Error('a worker ended without an answer');
  });
  return (await Promise.race([once(child, 'message'), ended]))[0];
}

if (process.send) {
  process.once('message', async (urls) => process.send(await requestAll(urls)));
} else {
  const urls = process.argv.slice(2); // Your URLs.
  const share = (worker) => urls.filter((_, index) => index % WORKERS === worker);
  const answers = Array.from({ length: WORKERS }, (_, worker) => inProcess(share(worker)));
  console.log(`${(await Promise.all(answers)).flat().length} results`);
}
