import type { FindingCode } from '../../analysis/finding.ts';
import type { DecisionRule, Injection, Role, RunFile, Schedule } from '../../../results/format.ts';
import type { Entry } from '../../catalog.ts';
import type { ModelTraits } from '../../contract.ts';
import { baselineModel } from '../../engine/models.ts';
import type { Watch } from '../../engine/progress.ts';
import {
  linked,
  type ModelRun,
  modelScenario,
  type PlannedScenario,
} from '../../engine/scenario.ts';
import { settingsFor } from '../../engine/options.ts';
import { RUN_FILES } from '../../engine/run-file.ts';
import { measure } from '../../engine/session.ts';
import { HarnessError } from '../../errors.ts';
import type { OutputFolder } from '../../output/output-folder.ts';
import { RED_TESTS_PER_MODEL } from '../metric.ts';
import type { CheckOptions } from '../options.ts';
import { looksOf } from '../rule.ts';
import { sharedModels } from '../sides/shared-models.ts';
import { type CheckSide, type CheckSides, moduleUrl } from '../sides/sides.ts';
import type { CheckSubject } from '../sides/subject.ts';
import type { CheckResult, MeasuredCheck, Outcome } from '../verdict.ts';
import { acceptedOf } from '../waiver.ts';
import { checkedSides } from './compared-models.ts';
import { sizingRounds } from './injecting.ts';
import { judge } from './judge.ts';
import { checkScheduler } from './scheduler.ts';

/** What is measured on which sides. */
export interface PairedCheck {
  readonly subject: CheckSubject;
  readonly sides: CheckSides;
  /** What the self-test makes the head worse by; null for none. */
  readonly injection: Injection | null;
  /** The interrupted run that goes on; null where a new one begins. */
  readonly former: RunFile | null;
}

/**
 * Measures two sides in the same rounds and judges them. Throws HarnessError; what was measured until
 * then is saved as an incomplete run.
 */
export async function checkPaired(
  options: CheckOptions,
  { subject, sides, injection, former }: PairedCheck,
  output: OutputFolder,
  watch: Watch,
): Promise<MeasuredCheck> {
  const { command, seed, mock, trialTimeoutMs: timeoutMs, maxTimeMs, rule } = options;
  const { workload } = subject;
  const settings = settingsFor(options, workload.value);
  const { models, findings } = sharedModels(subject.models, sides, {
    ...{ set: options.models.set, allowRemoved: options.allowRemoved },
  });
  const looks = looksOf(rule, RED_TESTS_PER_MODEL * models.length);
  const rounds = looks.at(-1)?.at ?? 0;
  const warmupRounds = sizingRounds(injection);
  const asModels = { workload, settings, mock, rounds, timeoutMs };
  const control = injection === null;
  const scenarios = checkScenarios(models, sides, asModels, control).map((planned) =>
    planned.scenario.role === 'head'
      ? { ...planned, scenario: { ...planned.scenario, injection } }
      : planned,
  );
  const schedule: Schedule = {
    ...{ command: 'check', arguments: [...command], seed, warmupRounds, scale: 'full' },
    ...{ looks: [], budgets: [...options.budgets] },
    rule: ruleOf(options, scenarios),
  };
  const scheduler = checkScheduler(rule, maxTimeMs);
  const plan = {
    ...{ schedule, scenarios, scheduler, launches: true },
    ...{ workMs: null, limits: options.limits, former },
  };
  const run = await measure(plan, { output, results: RUN_FILES }, watch);
  const judged = judge(run, rule);
  // How the sides were built, and which models only one has, the run file cannot say.
  const all = [...judged.findings, ...sides.findings, ...findings];
  const result = covered({ ...judged, findings: all });
  return { run, file: workload.file, result, sides: checkedSides(run) };
}

/** What is not in the code of a check and decides, or orders, what it measures. */
function ruleOf(
  { maxTimeMs, thorough, rule: { minEffect, margin, waivers } }: CheckOptions,
  planned: readonly PlannedScenario[],
): DecisionRule {
  const heads = planned.map(({ scenario }) => scenario).filter(({ role }) => role === 'head');
  return { maxTimeMs, thorough, minEffect, margin, accepted: acceptedOf(waivers, heads) };
}

const REMOVED: readonly FindingCode[] = ['model-removed', 'workload-removed'];
const GREEN: readonly Outcome[] = ['unchanged', 'improved', 'accepted'];

/** What was not compared at all cannot be green. */
export function covered(result: CheckResult): CheckResult {
  const lacks = result.findings.some(
    ({ code, severity }) => REMOVED.includes(code) && severity === 'problem',
  );
  return lacks && GREEN.includes(result.outcome) ? { ...result, outcome: 'inconclusive' } : result;
}

/**
 * Every model on both sides. Only the first has a control, the base once more: what favours one
 * side, be it a folder, a file cache or the machine, does not ask for the model, and a control for
 * each would cost half as much time again. A check that plants a worsening needs none.
 */
export function checkScenarios(
  models: readonly Entry<ModelTraits>[],
  { base, head }: Omit<CheckSides, 'findings'>,
  run: ModelRun,
  withControl = true,
): readonly PlannedScenario[] {
  const onSide = (model: Entry<ModelTraits>, role: Role, side: CheckSide) =>
    modelScenario(model, run, {
      ...{ role, version: side.version, nodeVersion: side.nodeVersion, program: side.program },
      modelUrl: urlOn(side, 'models', model),
      workloadUrl: urlOn(side, 'workloads', run.workload),
      shares: side.shares ?? run.workload.value.shares,
      codeSha256: side.codeSha256,
    });
  const planned = models.flatMap((model, index) => [
    onSide(model, 'base', base),
    onSide(model, 'head', head),
    ...(index === 0 && withControl ? [onSide(model, 'control', base)] : []),
  ]);
  return linked(planned, baselineModel(models));
}

/** Throws HarnessError where the side has no such module. */
function urlOn(
  side: CheckSide,
  kind: 'models' | 'workloads',
  module: Entry<{ readonly name: string }>,
): string {
  const url = moduleUrl(side, kind, module);
  if (url !== null) return url;
  const message = `${side.version.ref} has no ${module.shown}: name what both sides have`;
  throw new HarnessError('nothing-to-check', message);
}
