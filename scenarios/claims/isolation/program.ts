import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { programInput, reportFigures } from '../shared/program.ts';
import { type Fault, isRunaway } from './fault.ts';
import type { ModelInput } from './model.ts';
import { observeModel, type Diary } from './supervisor.ts';

export interface IsolationInput extends Omit<ModelInput, 'fault'> {
  readonly faults: readonly Fault[];
  /** Instead of `itemMs` where a worker runs away, for the others to be at work until it is stopped. */
  readonly longItemMs: number;
}

// One fault after the other, each in a model of its own, whose death is an answer.
const { faults, longItemMs, ...input } = programInput<IsolationInput>();
// Where a system writes core files, they go here and away.
const scratch = mkdtempSync(join(tmpdir(), 'isolation-'));
process.on('exit', () => {
  rmSync(scratch, { recursive: true });
});
// An interrupted run ends its trials by it.
process.on('SIGTERM', () => process.exit());
const figures: Record<string, number> = {};
for (const fault of faults) {
  const diary = await observeModel(
    { ...input, fault, ...(isRunaway(fault) && { itemMs: longItemMs }) },
    scratch,
  );
  for (const [name, value] of Object.entries(figuresOf(diary))) {
    figures[`${fault}.${name}`] = value;
  }
}
reportFigures(figures);

/** Of the innocent workers: all but the first. */
function figuresOf(diary: Diary): Record<string, number> {
  const { faultAtMs, noticedAtMs, stoppedAtMs } = diary;
  const sum = (counts: readonly number[]) => counts.slice(1).reduce((total, one) => total + one, 0);
  const all = input.items * (input.workers - 1);
  const lost = all - sum(diary.items);
  return {
    // Who had nothing left to do cannot lose it.
    othersLostShare: lost === 0 ? 0 : lost / (all - sum(diary.itemsAtFault)),
    othersFinished: diary.items.slice(1).filter((count) => count === input.items).length,
    modelSurvives: Number(diary.exitCode === 0),
    noticedMs: (noticedAtMs ?? NaN) - (faultAtMs ?? NaN),
    ...(stoppedAtMs !== null && { stopMs: stoppedAtMs - (noticedAtMs ?? NaN) }),
  };
}
