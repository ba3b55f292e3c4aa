import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { FirstProcess } from './first-process.ts';

const TAIL_BYTES = 4096;
/** How long a process that escaped the tree may hold our ends of its pipes open. */
const CLOSE_LIMIT_MS = 1000;

export interface Output {
  readonly report: string;
  readonly stdoutTail: string;
  readonly stderrTail: string;
}

/** Reads what the child writes as it comes; call the result once the tree is gone. */
export function collectOutput(child: FirstProcess): () => Promise<Output> {
  const report = keep(child.stdio[3], Infinity);
  const stdout = keep(child.stdout, TAIL_BYTES);
  const stderr = keep(child.stderr, TAIL_BYTES);
  const closed = once(child, 'close');
  return async () => {
    await Promise.race([closed, delay(CLOSE_LIMIT_MS, undefined, { ref: false })]);
    for (const stream of child.stdio) stream?.destroy();
    return { report: report(), stdoutTail: stdout(), stderrTail: stderr() };
  };
}

/** Keeps at least the last `bytes` of the stream; the function returns just those as text. */
function keep(stream: Readable, bytes: number): () => string {
  let chunks: Buffer[] = [];
  let length = 0;
  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length > 2 * bytes) {
      chunks = [Buffer.concat(chunks).subarray(-bytes)];
      length = bytes;
    }
  });
  return () => Buffer.concat(chunks).subarray(-Math.min(bytes, length)).toString();
}
