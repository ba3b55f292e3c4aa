import { main } from './main.ts';
import type { StartMessage } from './protocol.ts';

/** Present where another program started this one, with a channel to it. */
const send = process.send?.bind(process);
const stop = new AbortController();

process.on('SIGTERM', () => {
  stop.abort();
});
process.on('SIGINT', () => {
  // Ctrl-C reaches the whole process group, and a parent may need its server to the end.
  if (send === undefined) stop.abort();
});
// The parent died or is done with this process, which holds nothing worth saving.
process.on('disconnect', () => process.exit());

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
