import { setTimeout as delay } from 'node:timers/promises';

import type { MonotonicMs } from '../../../harness/contract.ts';
import { tell } from '../shared/model.ts';
import { programInput } from '../shared/program.ts';
import { startWorker } from '../shared/workers.ts';
import type { WorkerKind } from '../shared/workers/worker.ts';
import { monotonicMs } from '../../../harness/clock.ts';
import { programUrl } from '../../program-url.ts';
import { type Fault, isRunaway } from './fault.ts';
import type { Done, Instruction } from './worker.ts';

export interface ModelInput {
  readonly kind: WorkerKind;
  readonly fault: Fault;
  readonly workers: number;
  /** Of each worker. */
  readonly items: number;
  /** An item is a wait. */
  readonly itemMs: number;
  /** Items that the first worker does before its fault. */
  readonly itemsBeforeFault: number;
  /** A worker silent for longer has run away. */
  readonly patienceMs: number;
  /** One that is not gone in this time cannot be stopped. */
  readonly stopPatienceMs: number;
  /** Limit of every heap, in MiB. */
  readonly heapMb: number;
}

/** What the model says of itself, on descriptor 3, before anything can keep it from being said. */
export type ModelEvent =
  | { readonly type: 'item'; readonly worker: number }
  | { readonly type: 'fault' | 'noticed' | 'stopped'; readonly atMs: MonotonicMs }
  | { readonly type: 'alive' };

const WATCH_INTERVAL_MS = 10;

// The first process of a model with one bad worker does what a careful main program would do: it
// starts the workers, takes their results, and stops a worker that runs away, if need be with all.
const input = programInput<ModelInput>();
const warmedUp = Promise.withResolvers<undefined>();
const workers = await Promise.all(Array.from({ length: input.workers }, (_, id) => start(id)));
const [culprit] = workers;
if (culprit === undefined) throw new RangeError('there must be a worker');
let culpritItems = 0;
let lastItemAtMs = monotonicMs();

void culprit.ended.then(() => {
  say({ type: 'noticed', atMs: monotonicMs() });
});
if (input.fault === 'hotloop') {
  culprit.send({ type: 'warm-up' });
  await warmedUp.promise;
}
for (const worker of workers) {
  worker.send({ type: 'work', items: input.items, itemMs: input.itemMs });
}

function start(id: number) {
  return startWorker<Instruction, Done>({
    kind: input.kind,
    program: programUrl(import.meta, './worker'),
    heapMb: input.heapMb,
    received({ type }) {
      if (type === 'warm-up') warmedUp.resolve(undefined);
      else {
        say({ type: 'item', worker: id });
        if (id === 0) itemOfCulprit();
      }
    },
  });
}

function itemOfCulprit(): void {
  lastItemAtMs = monotonicMs();
  if (++culpritItems === input.itemsBeforeFault) commitFault(input.fault);
}

function commitFault(fault: Fault): void {
  if (culprit === undefined) return;
  if (isRunaway(fault)) void stopWhenSilent();
  say({ type: 'fault', atMs: monotonicMs() });
  if (fault === 'kill') process.kill(culprit.pid, 'SIGKILL');
  else culprit.send({ type: 'fault', fault });
}

/** Nothing but its silence says that a worker runs away. */
async function stopWhenSilent(): Promise<void> {
  do {
    await delay(WATCH_INTERVAL_MS);
    say({ type: 'alive' });
  } while (monotonicMs() - lastItemAtMs < input.patienceMs);
  say({ type: 'noticed', atMs: monotonicMs() });
  const stopped = culprit?.stop?.().then(() => 'stopped');
  const patience = delay(input.stopPatienceMs, 'in vain', { ref: false });
  // An exit would wait for the worker as well.
  if ((await Promise.race([stopped, patience])) === 'in vain') process.kill(process.pid, 'SIGKILL');
  say({ type: 'stopped', atMs: monotonicMs() });
}

function say(event: ModelEvent): void {
  tell(event);
}
