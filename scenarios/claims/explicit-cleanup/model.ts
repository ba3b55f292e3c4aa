import type { MonotonicMs } from '../../../harness/contract.ts';
import { tell } from '../shared/model.ts';
import { programInput } from '../shared/program.ts';
import { startWorker } from '../shared/workers.ts';
import type { ClaimWorker, WorkerKind } from '../shared/workers/worker.ts';
import { monotonicMs } from '../../../harness/clock.ts';
import { programUrl } from '../../program-url.ts';
import type { Done, Instruction, Then } from './worker.ts';

export interface ModelInput {
  readonly kind: WorkerKind;
  readonly workers: number;
  readonly then: Then;
  /** How the main program ends when all work is done: with or without closing, or by SIGKILL. */
  readonly ending: 'close' | 'return' | 'crash';
}

/** Just before the ending begins. */
export interface Ending {
  readonly atMs: MonotonicMs;
  /** Of the processes that the workers run in, and where workers serve. */
  readonly pids: readonly number[];
  readonly ports: readonly number[];
}

// The first process of a model, up to the end of its work and no further than it is told.
const input = programInput<ModelInput>();
const workers = await Promise.all(Array.from({ length: input.workers }, startAndWork));
const ending: Ending = {
  atMs: monotonicMs(),
  pids: workers.map(({ worker }) => worker.pid),
  ports: workers.flatMap(({ port }) => port ?? []),
};
tell(ending);
if (input.ending === 'crash') process.kill(process.pid, 'SIGKILL');
if (input.ending === 'close') await Promise.all(workers.map(({ worker }) => close(worker)));

async function startAndWork() {
  const done = Promise.withResolvers<Done>();
  const worker = await startWorker<Instruction, Done>({
    kind: input.kind,
    program: programUrl(import.meta, './worker'),
    received: done.resolve,
  });
  worker.send({ type: 'work', then: input.then });
  const { port } = await done.promise;
  return { worker, port };
}

/** As an interpreter is closed: from outside, but for a worker that shares the loop. */
async function close(worker: ClaimWorker<Instruction>): Promise<void> {
  if (worker.stop === null) worker.send({ type: 'close' });
  else await worker.stop();
}
