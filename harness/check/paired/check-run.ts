import type { Plant, RunFile } from '../../../results/format.ts';
import type { Finding } from '../../analysis/finding.ts';
import { loadWorkload } from '../../catalog.ts';
import type { CheckOptions } from '../options.ts';
import type { CheckSides } from '../sides/side.ts';
import { createPlan, type Group } from '../../engine/plan.ts';
import { modelsWithoutFloor } from '../../engine/scenario.ts';
import type { Watch } from '../../engine/progress.ts';
import { measure, type RunOrder, type Session } from '../../engine/session.ts';
import type { RunnableScenario } from '../../engine/trial.ts';
import type { OutputFolder } from '../../output/output-folder.ts';
import { armGroups } from '../sides/arm-groups.ts';
import { SIZING_ROUNDS, trialPlant } from './planting.ts';
import type { Rule } from './rule.ts';
import { sharedModels } from '../sides/shared-models.ts';
import { nextStep } from './step.ts';

export interface CheckRun {
  readonly run: RunFile;
  /** What the run file cannot say. */
  readonly findings: readonly Finding[];
}

/** How a check judges, and what it plants into its head to be tested itself. */
export interface CheckTerms {
  readonly rule: Rule;
  /** Null but in the self-test. */
  readonly plant: Plant | null;
}

/**
 * Runs rounds of both sides until nothing is left to learn by the rule, or the budget is spent.
 * Throws HarnessError; what was measured until then is saved as an incomplete run.
 */
export async function checkRun(
  options: CheckOptions,
  output: OutputFolder,
  sides: CheckSides,
  { rule, plant }: CheckTerms,
  watch: Watch,
): Promise<CheckRun> {
  const workload = await loadWorkload(options.workload);
  const asked = await modelsWithoutFloor(options.models);
  const { models, findings } = sharedModels(asked, sides, options);
  const groups = armGroups(models, workload.value, sides);
  const [base, head] = [sides.base.about, sides.head.about];
  const order: RunOrder = {
    options,
    output,
    workload: workload.value,
    scenarios: groups.flat().map(({ scenario }) => scenario),
    comparison: { base, head, whole: sides.whole, plant, confirmFrom: null },
    rounds: rule.looks.at(-1) ?? 0,
    warmupRounds: plant === null ? 1 : SIZING_ROUNDS,
  };
  const run = await measure(order, watch, (session) =>
    runSteps(session, { groups, rule, plant, options }, watch.signal),
  );
  return { run, findings };
}

async function runSteps(
  session: Session,
  check: CheckTerms & {
    readonly groups: readonly Group<RunnableScenario>[];
    readonly options: CheckOptions;
  },
  signal: AbortSignal,
): Promise<void> {
  const { groups, rule, plant, options } = check;
  const nextOrder = createPlan(options.seed);
  const { warmupRounds } = session.run;
  let round = -warmupRounds;
  for (; round < 0 && !signal.aborted; round++) {
    await session.runRound(round, nextOrder(groups), -1 - round);
  }
  const endsAtMs = performance.now() + options.budgetMs;
  for (; !signal.aborted; round++) {
    const step = nextStep(session.run, rule, performance.now() >= endsAtMs);
    if (step.kind === 'stop') return;
    if (step.kind === 'confirm') session.confirmFrom(round);
    const order = nextOrder(groupsOf(groups, step.scenarios)).map((runnable) =>
      plant === null ? runnable : planted(runnable, plant, session.run),
    );
    await session.runRound(round, order, step.rounds - 1);
  }
}

function groupsOf(
  groups: readonly Group<RunnableScenario>[],
  ids: readonly string[],
): readonly Group<RunnableScenario>[] {
  return groups
    .map((group) => group.filter(({ scenario }) => ids.includes(scenario.id)))
    .filter((group) => group.length > 0);
}

function planted(runnable: RunnableScenario, plant: Plant, run: RunFile): RunnableScenario {
  const { arm, model } = runnable.scenario;
  return arm === 'head' ? { ...runnable, plant: trialPlant(plant, model, run) } : runnable;
}
