import type { MonotonicMs } from '../../../harness/contract.ts';
import { startModel, type WatchedModel } from '../shared/model.ts';
import { monotonicMs } from '../../../harness/clock.ts';
import { programUrl } from '../../program-url.ts';
import { isRunaway } from './fault.ts';
import type { ModelEvent, ModelInput } from './model.ts';

/** What became of a model with one bad worker. */
export interface Diary {
  /** Done by each worker: before the fault, and in all. */
  readonly itemsAtFault: number[];
  readonly items: number[];
  faultAtMs: MonotonicMs | null;
  /** When the model's main program, or else who watches it, knew of the fault. */
  noticedAtMs: MonotonicMs | null;
  /** When a runaway was gone. */
  stoppedAtMs: MonotonicMs | null;
  exitCode: number | null;
}

/** Runs a model to whatever end, in a folder that may be littered. */
export async function observeModel(input: ModelInput, folder: string): Promise<Diary> {
  const diary: Diary = {
    itemsAtFault: [],
    items: new Array<number>(input.workers).fill(0),
    ...{ faultAtMs: null, noticedAtMs: null, stoppedAtMs: null, exitCode: null },
  };
  // The main program's heap is a worker's only where they share one.
  const nodeArgs = input.kind === 'single-threaded' ? [`--max-old-space-size=${input.heapMb}`] : [];
  const program = programUrl(import.meta, './model');
  const model = startModel<ModelEvent>(program, input, { folder, nodeArgs });
  await keepDiary(diary, input, model);
  const exitedAtMs = await model.exited;
  const errors = await model.errors;
  if (diary.faultAtMs === null) throw new Error(`the model did not come to its fault: ${errors}`);
  diary.noticedAtMs ??= exitedAtMs;
  if (isRunaway(input.fault)) diary.stoppedAtMs ??= exitedAtMs;
  diary.exitCode = model.process.exitCode;
  return diary;
}

/** Until all has been said. A model that is silent after a runaway's fault is killed. */
async function keepDiary(
  diary: Diary,
  { fault, patienceMs }: ModelInput,
  model: WatchedModel<ModelEvent>,
): Promise<void> {
  let silence: NodeJS.Timeout | undefined;
  for await (const event of model.events) {
    note(diary, event);
    silence?.refresh();
    // From here on the model's main program takes care of it.
    if (event.type === 'noticed') clearTimeout(silence);
    if (event.type !== 'fault' || !isRunaway(fault)) continue;
    silence = setTimeout(() => {
      diary.noticedAtMs ??= monotonicMs();
      model.process.kill('SIGKILL');
    }, patienceMs);
  }
  clearTimeout(silence);
}

function note(diary: Diary, event: ModelEvent): void {
  if (event.type === 'item') diary.items[event.worker] = (diary.items[event.worker] ?? 0) + 1;
  if (event.type === 'fault') {
    diary.faultAtMs = event.atMs;
    diary.itemsAtFault.push(...diary.items);
  }
  if (event.type === 'noticed') diary.noticedAtMs ??= event.atMs;
  if (event.type === 'stopped') diary.stoppedAtMs = event.atMs;
}
