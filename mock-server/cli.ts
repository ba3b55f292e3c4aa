import { main } from './main.ts';
import type { StartMessage } from './protocol.ts';

/** With a channel to a parent this is its server; without one a person started it. */
const hasParent = process.send !== undefined;
const stop = new AbortController();

process.on('SIGTERM', () => {
  stop.abort();
});
process.on('SIGINT', () => {
  // Ctrl-C reaches the whole process group, and the parent may need its server to the end.
  if (!hasParent) stop.abort();
});
// The parent died or is done with this process, which holds nothing worth saving.
process.on('disconnect', () => process.exit());

process.exitCode = await main(process.argv.slice(2), {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  stop: stop.signal,
  tellParent: hasParent ? tellParent : null,
});
if (process.connected) process.disconnect();

/** Resolves when the message is on its way; a parent that is gone needs none. */
function tellParent(message: StartMessage): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, undefined, undefined, () => {
      resolve();
    });
  });
}
