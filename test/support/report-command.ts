import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';

import { main } from '../../harness/main.ts';

/** The command in this process: only what concerns the process itself needs one of its own. */
export async function report(...args: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await main(['report', ...args], {
    stdout,
    stderr: stderr as unknown as NodeJS.WriteStream,
    signal: new AbortController().signal,
  });
  stdout.end();
  stderr.end();
  return { code, stdout: await text(stdout), stderr: await text(stderr) };
}
