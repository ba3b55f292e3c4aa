import type { Comparison, RunFile } from '../../../results/format.ts';
import type { CheckOptions } from '../options.ts';
import { compare } from '../../compare/compare.ts';
import type { Watch } from '../../engine/progress.ts';
import type { OutputFolder } from '../../output/output-folder.ts';
import { type BaselineChoice, chooseBaselines } from './baseline-choice.ts';
import { readBaselines } from './baseline-store.ts';
import { judgeStored } from './judge-stored.ts';
import type { Rule } from '../paired/rule.ts';
import type { CheckResult } from '../verdict.ts';

/**
 * Measures the working tree and compares it with stored runs. Whether there are any fit for it is
 * known before the first trial. Throws HarnessError.
 */
export async function checkStored(
  options: CheckOptions,
  output: OutputFolder,
  rule: Rule,
  watch: Watch,
): Promise<{ readonly run: RunFile; readonly result: CheckResult }> {
  const all = readBaselines(options.baselineDir);
  const { maxAgeDays } = options;
  const choose = (run: RunFile) =>
    chooseBaselines(all, run, { maxAgeDays, nowMs: Date.parse(run.startedAt) });
  const run = await compare(options, output, watch, choose);
  const choice = choose(run);
  return {
    run: { ...run, comparison: sides(run, choice) },
    result: judgeStored(run, choice, rule),
  };
}

/** What a report calls the two sides. */
function sides({ environment }: RunFile, { stored }: BaselineChoice): Comparison {
  const [newest] = stored.slice(-1);
  const runs = stored.length === 1 ? '1 stored run' : `${stored.length} stored runs`;
  return {
    base: {
      ref: `${runs}, the newest of ${newest?.run.startedAt ?? 'unknown'}`,
      gitCommit: newest?.run.environment.gitCommit ?? null,
      gitDirty: newest?.run.environment.gitDirty ?? null,
    },
    head: {
      ref: 'working tree',
      gitCommit: environment.gitCommit,
      gitDirty: environment.gitDirty,
    },
    whole: false,
    plant: null,
    confirmFrom: null,
  };
}
