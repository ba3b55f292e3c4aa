import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

import { programInput, reportFigures } from '../shared/program.ts';
import { programUrl } from '../../program-url.ts';
import type { TableSpec } from './messages.ts';
import { sumOf } from './table-sum.ts';

/** A worker that has its table, and ends when it is told to. */
interface Reader {
  readonly sum: number;
  end(): Promise<void>;
}

const { held, bytes, workers } = programInput<TableSpec>();
const table = createTable();
const expected = sumOf(table);
const start = held === 'copied-to-children' ? startChild : startThread;
const readers = await Promise.all(Array.from({ length: workers }, () => start()));
const wrong = readers.filter(({ sum }) => sum !== expected).length;
if (wrong > 0) throw new Error(`${wrong} of ${workers} workers read another table`);
// All of them hold the table until here.
await Promise.all(readers.map((reader) => reader.end()));
reportFigures({ readers: readers.length });

function createTable(): Uint8Array {
  const memory = held === 'shared' ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
  return new Uint8Array(memory).fill(7);
}

async function startThread(): Promise<Reader> {
  const thread = new Worker(programUrl(import.meta, './table-thread'));
  const read = once(thread, 'message') as Promise<[number]>;
  if (held === 'shared') thread.postMessage(table);
  else {
    // Cheaper than to have it cloned, which would copy it twice.
    const copy = new Uint8Array(table);
    thread.postMessage(copy, [copy.buffer]);
  }
  const [sum] = await read;
  return {
    sum,
    async end() {
      const ended = once(thread, 'exit');
      thread.postMessage('end');
      await ended;
    },
  };
}

async function startChild(): Promise<Reader> {
  const program = fileURLToPath(programUrl(import.meta, './table-child'));
  const child = spawn(process.execPath, [program, String(bytes)], {
    stdio: ['pipe', 'inherit', 'inherit', 'ipc'],
  });
  const read = once(child, 'message') as Promise<[number]>;
  // Through a pipe: half the CPU of messages.
  child.stdin?.end(table);
  const [sum] = await read;
  return {
    sum,
    async end() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
