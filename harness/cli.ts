import './old-node.cjs';
import { reportFailure } from './errors.ts';
import { interruptOf } from './interrupt.ts';
import { whenParentEnds } from './parent.ts';
import { printed } from './text/printable.ts';

process.on('uncaughtException', (error) => {
  process.exit(reportFailure(error, process.stderr));
});

/**
 * `report` reads, computes and replaces files as a whole, so a signal may end it at any moment as it ends any
 * other program: also while it computes, when no listener would be called.
 */
const listens = process.argv[2] !== 'report';

const interrupt = interruptOf({
  on: listens ? process.on.bind(process) : () => undefined,
  exit: process.exit.bind(process),
  now: () => performance.now(),
});
// npm ends only the shell between it and this process, and dash does not hand the signal on.
if (process.env['npm_lifecycle_event'] !== undefined) {
  whenParentEnds(() => {
    interrupt.ask('SIGHUP');
  });
}

for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream) as (chunk: unknown, ...rest: unknown[]) => boolean;
  stream.write = (chunk: unknown, ...rest: unknown[]) =>
    write(typeof chunk === 'string' ? printed(chunk) : chunk, ...rest);
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that leaves, such as `head`, changes neither the results nor the exit status.
    const hasReaderLeft = error.code === 'EPIPE';
    // The terminal was closed, which has sent HUP.
    const isTerminalGone = error.code === 'EIO' && interrupt.signal.aborted;
    if (!hasReaderLeft && !isTerminalGone) throw error;
  });
}

// Imported here, so that a package that is not installed is reported in the same way.
const { main } = await import('./main.ts');
const status = await main(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interrupt.signal,
});
process.exitCode = interrupt.statusOf(status);
