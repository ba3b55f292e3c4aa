import { fork } from 'node:child_process';
import { once } from 'node:events';

import type { ClaimWorker, WorkerStart } from './worker.ts';
import { programUrl } from '../../../program-url.ts';
import { receive } from './messages.ts';

export async function startChild<Instruction extends object, Message extends object>(
  start: WorkerStart<Message>,
): Promise<ClaimWorker<Instruction>> {
  const { program, heapMb } = start;
  const child = fork(programUrl(import.meta, './host'), [program.href], {
    execArgv: heapMb === undefined ? [] : [`--max-old-space-size=${heapMb}`],
  });
  const exit = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const ended = exit.then(([code, signal]) => signal ?? `exit code ${code ?? 'unknown'}`);
  await receive(child, ended, start);
  return {
    pid: child.pid ?? NaN,
    ended,
    send(instruction) {
      child.send(instruction);
    },
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
