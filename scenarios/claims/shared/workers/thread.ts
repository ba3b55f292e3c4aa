import { Worker } from 'node:worker_threads';

import type { ClaimWorker, WorkerStart } from './worker.ts';
import { programUrl } from '../../../program-url.ts';
import { receive } from './messages.ts';

export async function startThread<Instruction extends object, Message extends object>(
  start: WorkerStart<Message>,
): Promise<ClaimWorker<Instruction>> {
  const { program, heapMb } = start;
  const thread = new Worker(programUrl(import.meta, './host'), {
    workerData: program.href,
    ...(heapMb !== undefined && { resourceLimits: { maxOldGenerationSizeMb: heapMb } }),
  });
  const ended = new Promise<string>((resolve) => {
    // Without a listener the error of a thread ends the whole process.
    thread.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message);
    });
    thread.once('exit', (code) => {
      resolve(`exit code ${code}`);
    });
  });
  await receive(thread, ended, start);
  return {
    pid: process.pid,
    ended,
    send(instruction) {
      thread.postMessage(instruction);
    },
    async stop() {
      await thread.terminate();
    },
  };
}
