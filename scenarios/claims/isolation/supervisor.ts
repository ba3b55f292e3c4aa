import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import type { MonotonicMs } from '../../../harness/contract.ts';
import { monotonicMs } from '../../clock.ts';
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
  const program = fileURLToPath(programUrl(import.meta, './model'));
  const model = spawn(process.execPath, [...heapLimit(input), program, JSON.stringify(input)], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [, , errors, events] = model.stdio as [null, null, Readable, Readable, ...unknown[]];
  const diary: Diary = {
    itemsAtFault: [],
    items: new Array<number>(input.workers).fill(0),
    ...{ faultAtMs: null, noticedAtMs: null, stoppedAtMs: null, exitCode: null },
  };
  const [exitedAtMs, stderr] = await Promise.all([
    exitOf(model),
    text(errors),
    keepDiary(diary, { input, model, events }),
  ]);
  if (diary.faultAtMs === null) throw new Error(`the model did not come to its fault: ${stderr}`);
  diary.noticedAtMs ??= exitedAtMs;
  if (isRunaway(input.fault)) diary.stoppedAtMs ??= exitedAtMs;
  diary.exitCode = model.exitCode;
  return diary;
}

/** The main program's heap is a worker's only where they share one. */
function heapLimit({ kind, heapMb }: ModelInput): readonly string[] {
  return kind === 'single-threaded' ? [`--max-old-space-size=${heapMb}`] : [];
}

async function exitOf(model: ChildProcess): Promise<MonotonicMs> {
  await once(model, 'exit');
  return monotonicMs();
}

/** Until all has been said. A model that is silent after a runaway's fault is killed. */
async function keepDiary(
  diary: Diary,
  from: { readonly input: ModelInput; readonly model: ChildProcess; readonly events: Readable },
): Promise<void> {
  const { input, model, events } = from;
  let silence: NodeJS.Timeout | undefined;
  for await (const line of createInterface({ input: events })) {
    const event = JSON.parse(line) as ModelEvent;
    note(diary, event);
    silence?.refresh();
    // From here on the model's main program takes care of it.
    if (event.type === 'noticed') clearTimeout(silence);
    if (event.type !== 'fault' || !isRunaway(input.fault)) continue;
    silence = setTimeout(() => {
      diary.noticedAtMs ??= monotonicMs();
      model.kill('SIGKILL');
    }, input.patienceMs);
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
