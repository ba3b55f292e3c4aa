import { setTimeout as delay } from 'node:timers/promises';

import { startModel } from '../shared/model.ts';
import { programInput, reportFigures } from '../shared/program.ts';
import { monotonicMs } from '../../../harness/clock.ts';
import { programUrl } from '../../program-url.ts';
import { isRunning, isTaken, memoryOf } from './leftovers.ts';
import type { Ending, ModelInput } from './model.ts';

export interface CleanupInput extends Pick<ModelInput, 'kind' | 'workers'> {
  readonly endings: readonly (Pick<ModelInput, 'then' | 'ending'> & { readonly id: string })[];
  /** What is still there after it is left. */
  readonly patienceMs: number;
}

const POLL_MS = 2;

// One ending after the other, each of a model of its own. What it leaves is counted, then ended.
const { endings, patienceMs, ...input } = programInput<CleanupInput>();
const figures: Record<string, number> = {};
for (const { id, ...ending } of endings) {
  const observed = await observeEnding({ ...input, ...ending });
  for (const [name, value] of Object.entries(observed)) figures[`${id}.${name}`] = value;
}
reportFigures(figures);

async function observeEnding(input: ModelInput): Promise<Record<string, number>> {
  const model = startModel<Ending>(programUrl(import.meta, './model'), input);
  const { pid } = model.process;
  let ending: Ending | undefined;
  for await (ending of model.events) break;
  if (ending === undefined || pid === undefined) {
    throw new Error(`the model did not come to its ending: ${await model.errors}`);
  }
  const processes = [...new Set([pid, ...ending.pids])];
  const giveUpAtMs = ending.atMs + patienceMs;
  while (processes.some(isRunning) && monotonicMs() < giveUpAtMs) await delay(POLL_MS);
  const goneMs = monotonicMs() - ending.atMs;
  const left = processes.filter(isRunning);
  const bytes = memoryOf(left);
  const taken = await Promise.all(ending.ports.map(isTaken));
  await end(left);
  await model.exited;
  return {
    goneMs,
    processes: left.length,
    ports: taken.filter(Boolean).length,
    ...(bytes !== null && { bytes }),
  };
}

async function end(pids: readonly number[]): Promise<void> {
  for (const pid of pids) if (isRunning(pid)) process.kill(pid, 'SIGKILL');
  while (pids.some(isRunning)) await delay(POLL_MS);
}
