import './old-node.cjs';
import { reportFailure } from './errors.ts';

process.on('uncaughtException', (error) => {
  process.exit(reportFailure(error, process.stderr));
});
for (const stream of [process.stdout, process.stderr]) {
  // A reader that leaves, such as `head`, changes neither the results nor the exit status.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const interrupt = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    // Once more means now; the launcher sees its channel close and ends what still runs.
    if (interrupt.signal.aborted) process.exit(130);
    interrupt.abort();
  });
}

// Imported here, so that a package that is not installed is reported in the same way.
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interrupt.signal,
});
