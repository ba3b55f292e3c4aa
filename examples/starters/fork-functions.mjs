// A function over many items, in child processes. Run: node fork-functions.mjs
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';

const WORKERS = availableParallelism();

/** Your function. It may be asynchronous. */
function work(item) {
  return Math.sqrt(item);
}

async function workAll(batch) {
  const results = [];
  for (const item of batch) results.push(await work(item));
  return results;
}

/** Gives a process its batch. One that ends without an answer fails the run. */
async function inProcess(batch) {
  const child = fork(import.meta.filename, { serialization: 'advanced' });
  child.send(batch);
  const ended = once(child, 'disconnect').then(() => {
    throw new Error('a worker ended without an answer');
  });
  const [results] = await Promise.race([once(child, 'message'), ended]);
  return results;
}

if (process.send) {
  process.once('message', async (batch) => process.send(await workAll(batch)));
} else {
  const items = Array.from({ length: 1000 }, (_, index) => index); // Your items.
  const size = Math.ceil(items.length / WORKERS);
  const starts = Array.from({ length: Math.ceil(items.length / size) }, (_, index) => index * size);
  const batches = starts.map((at) => items.slice(at, at + size));
  console.log(`${(await Promise.all(batches.map(inProcess))).flat().length} results`);
}
