import type { ClaimWorker, WorkerProgram, WorkerStart } from './worker.ts';

/**
 * A worker that shares the main program's loop. Instructions and messages take a turn of it each, as
 * they do between loops, so that no caller can catch what the worker throws.
 */
export async function startOnOwnLoop<Instruction extends object, Message extends object>(
  start: WorkerStart<Message>,
): Promise<ClaimWorker<Instruction>> {
  const { default: run } = (await import(start.program.href)) as {
    default: WorkerProgram<Instruction, Message>;
  };
  let listener: ((instruction: Instruction) => void) | undefined;
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
    send(instruction) {
      setImmediate(() => listener?.(instruction));
    },
    stop: null,
  };
}
