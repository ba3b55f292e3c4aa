import type { ClaimWorker, WorkerProgram, WorkerStart } from './worker.ts';

/**
 * A worker that shares the main program's loop. Orders and messages take a turn of it each, as they
 * do between loops, so that what the worker throws is nobody's to catch.
 */
export async function startOnOwnLoop<Order extends object, Message extends object>(
  start: WorkerStart<Message>,
): Promise<ClaimWorker<Order>> {
  const { default: run } = (await import(start.program.href)) as {
    default: WorkerProgram<Order, Message>;
  };
  let listener: ((order: Order) => void) | undefined;
  run({
    send(message) {
      setImmediate(() => {
        start.received(message);
      });
    },
    listen(received) {
      listener = received;
    },
    close() {
      listener = undefined;
    },
  });
  return {
    pid: process.pid,
    ended: new Promise(() => undefined),
    send(order) {
      setImmediate(() => listener?.(order));
    },
    stop: null,
  };
}
