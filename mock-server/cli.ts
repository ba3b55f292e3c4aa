import { inspect } from 'node:util';

import type { StartMessage } from './protocol.ts';

/** EX_SOFTWARE of BSD's sysexits.h: a bug. */
const BUG = 70;

process.on('uncaughtException', (error) => {
  process.stderr.write(`mock-server: this is a bug of the suite\n${inspect(error)}\n`);
  process.exit(BUG);
});
for (const stream of [process.stdout, process.stderr]) {
  // A reader that leaves, such as `head`, does not end the server.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/** Present where another program started this one, with a channel to it. */
const send = process.send?.bind(process);
const stop = new AbortController();

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) {
  process.on(name, () => {
    // Ctrl-C reaches the whole process group, and a parent may need its server to the end.
    if (send === undefined || name === 'SIGTERM') stop.abort();
  });
}
// The parent died or is done with this process, which holds nothing worth saving.
process.on('disconnect', () => process.exit());
// It may have died before this process listened.
if (send !== undefined && !process.connected) process.exit();

// Imported here, so that a package that is not installed is reported in the same way.
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2), {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  stop: stop.signal,
  tellParent:
    send === undefined
      ? null
      : (message: StartMessage) =>
          new Promise((resolve) => {
            // A parent that is gone needs no message, so an error of `send` is none here.
            send(message, undefined, undefined, () => {
              resolve();
            });
          }),
});
if (process.connected) process.disconnect?.();
