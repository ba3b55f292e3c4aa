import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';

import { main } from '../../harness/main.ts';

export interface EndedHere {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process, which saves the second that a start of the program takes. */
export async function mainHere(...args: readonly string[]): Promise<EndedHere> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const said = Promise.all([text(stdout), text(stderr)]);
  const code = await main(args, {
    stdout,
    stderr: stderr as unknown as NodeJS.WriteStream,
    signal: new AbortController().signal,
  });
  stdout.end();
  stderr.end();
  const [out, err] = await said;
  return { code, stdout: out, stderr: err };
}
