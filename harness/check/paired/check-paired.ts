import type { Injection, Role, Schedule } from '../../../results/format.ts';
import type { Entry } from '../../catalog.ts';
import type { ModelTraits } from '../../contract.ts';
import { baselineModel, modelsWithoutFloor } from '../../engine/models.ts';
import type { Watch } from '../../engine/progress.ts';
import {
  linked,
  type ModelRun,
  modelScenario,
  type PlannedScenario,
} from '../../engine/scenario.ts';
import { settingsFor } from '../../engine/options.ts';
import { RUN_FILES } from '../../engine/run-file.ts';
import { scratchFolder } from '../../engine/scratch-folder.ts';
import { measure } from '../../engine/session.ts';
import { findWorkload } from '../../engine/workload.ts';
import type { OutputFolder } from '../../output/output-folder.ts';
import type { CheckOptions } from '../options.ts';
import { sharedModels } from '../sides/shared-models.ts';
import { type CheckSide, type CheckSides, moduleUrl } from '../sides/sides.ts';
import type { CheckedRun } from '../verdict.ts';
import { checkedSides } from './compared-models.ts';
import { SIZING_ROUNDS } from './injecting.ts';
import { judge } from './judge.ts';
import { checkScheduler } from './scheduler.ts';

/**
 * Measures two sides in the same rounds and judges them. `injection`: what the self-test makes the
 * head worse by. Throws HarnessError; what was measured until then is saved as an incomplete run.
 */
export async function checkPaired(
  options: CheckOptions,
  output: OutputFolder,
  sides: CheckSides,
  injection: Injection | null,
  watch: Watch,
): Promise<CheckedRun> {
  const { command, seed, mock, trialTimeoutMs: timeoutMs, budgetMs, rule } = options;
  using built = scratchFolder();
  const search = { folder: built.path, signal: watch.signal };
  const workload = await findWorkload(options, search);
  const settings = settingsFor(options, workload.value);
  const asked = await modelsWithoutFloor(options.models, search);
  const { models, findings } = sharedModels(asked, sides, options.models.set);
  const rounds = rule.looks.at(-1) ?? 0;
  const warmupRounds = injection === null ? 1 : SIZING_ROUNDS;
  const schedule: Schedule = {
    ...{ command: 'check', arguments: [...command], seed, warmupRounds, scale: 'full' },
  };
  const asModels = { workload, settings, mock, rounds, timeoutMs };
  const scenarios = checkScenarios(models, sides, asModels).map((planned) =>
    planned.scenario.role === 'head'
      ? { ...planned, scenario: { ...planned.scenario, injection } }
      : planned,
  );
  const plan = { schedule, scenarios, scheduler: checkScheduler(rule, budgetMs) };
  const run = await measure(plan, { output, results: RUN_FILES }, watch);
  const judged = judge(run, rule);
  // Which models only one side has, the run file cannot say.
  const result = { ...judged, findings: [...judged.findings, ...findings] };
  return { run, result, sides: checkedSides(run) };
}

/**
 * Every model on both sides. Only the first has a control, the base once more: what favours one
 * side, be it a folder, a file cache or the machine, does not ask for the model, and a control for
 * each would cost half as much time again.
 */
export function checkScenarios(
  models: readonly Entry<ModelTraits>[],
  { base, head }: CheckSides,
  run: ModelRun,
): readonly PlannedScenario[] {
  const workload = run.workload.value.name;
  const onSide = (model: Entry<ModelTraits>, role: Role, side: CheckSide) =>
    modelScenario(model, run, {
      ...{ role, version: side.version, nodeVersion: side.nodeVersion, program: side.program },
      modelUrl: moduleUrl(side, 'models', model.value.name),
      workloadUrl: moduleUrl(side, 'workloads', workload),
    });
  const planned = models.flatMap((model, index) => [
    onSide(model, 'base', base),
    onSide(model, 'head', head),
    ...(index === 0 ? [onSide(model, 'control', base)] : []),
  ]);
  return linked(planned, baselineModel(models));
}
