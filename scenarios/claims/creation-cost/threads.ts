import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

import { programInput, reportFigures } from '../shared/program.ts';
import { programUrl } from '../../program-url.ts';
import type { CreationSpec } from './units.ts';
import { privateMemory } from './private-memory.ts';
import { unlessRefused } from './refusal.ts';

// Threads, started at once; each says when it is up, and ends when all are.
const { count, withClient } = programInput<CreationSpec>();

const starts = await Promise.all(
  Array.from({ length: count }, () => unlessRefused(() => startThread())),
);
const threads = starts.filter((thread) => thread !== null);
const memory = privateMemory([process.pid]);
await Promise.all(threads.map(end));
reportFigures({ started: threads.length, ...memory });

async function startThread(): Promise<Worker> {
  const thread = new Worker(programUrl(import.meta, './thread'), { workerData: withClient });
  await once(thread, 'message');
  return thread;
}

async function end(thread: Worker): Promise<void> {
  const ended = once(thread, 'exit');
  thread.postMessage('end');
  await ended;
}
