import type { Phase, RunFile } from '../../../results/format.ts';
import type { BudgetVerdict } from '../../analysis/budgets.ts';
import { decide, minEffect } from '../decision.ts';
import type { Basis } from '../metric-test.ts';
import { type Look, looksOf, type Rule } from '../rule.ts';
import { pairedBudgets } from './budgets.ts';
import { cannotBeCompared, type ComparedModel, comparedModels, idsOf } from './compared-models.ts';
import { familyOf, isRefuted, type PairedTest, pairedTests } from './tests.ts';

/** What a check does next, until it looks at it again. */
export interface Step {
  readonly basis: Basis;
  readonly phase: Phase;
  readonly due: readonly Due[];
}

/** One model of a step. */
export interface Due {
  /** Of its sides. */
  readonly scenarios: readonly string[];
  /** Rounds or launches of this phase that it has, and how many it still needs. */
  readonly taken: number;
  readonly left: number;
}

/**
 * The next step of a check, from its run file alone, so that an interrupted one could go on; null
 * at its end. One round of everything proves that all sides do the same work. Then come launches, and
 * at last the rounds that memory needs. A model takes no more of what decides nothing any more. A
 * regression is confirmed as soon as it is seen, without the control, and the check ends with it:
 * nothing that could follow would make it green; so does one with a budget that is exceeded. Control decides how much the result is worth, not
 * when to stop.
 *
 * `timeIsUp`: no time is left for more of the sample than that first round; regressions that it shows by now are still
 * confirmed, because without that they would be worth nothing.
 */
export function nextStep(run: RunFile, rule: Rule, timeIsUp: boolean): Step | null {
  if (cannotBeCompared(run)) return null;
  const models = comparedModels(run);
  const unseen = models.filter(({ rounds }) => rounds.sample.length === 0);
  if (unseen.length > 0) return { basis: 'rounds', phase: 'sample', due: unseen.map(once) };
  const tests = pairedTests(models, rule);
  const found = tests.filter(
    (test) => test.kind !== 'advisory' && decide(test, rule) === 'regressed',
  );
  if (found.some(({ confirming: { state } }) => state === 'confirmed')) return null;
  const confirmation = confirmStep(models, found);
  if (confirmation !== null) return confirmation;
  const budgets = pairedBudgets(run, rule);
  if (timeIsUp || budgets.some(({ verdict }) => verdict === 'over-budget')) return null;
  return sampleStep(run, models, { tests, budgets }, rule);
}

/** What regressed by the same means is confirmed together. */
function confirmStep(models: readonly ComparedModel[], found: readonly PairedTest[]): Step | null {
  const open = found.filter(({ confirming: { state } }) => state === 'open');
  const [first] = open;
  if (first === undefined) return null;
  const { basis } = first;
  const due = models.flatMap((model) => {
    const own = open.filter((test) => test.compared === model && test.basis === basis);
    if (own.length === 0) return [];
    const left = Math.min(...own.map(({ confirming: { missing } }) => missing));
    return [{ scenarios: [model.base.id, model.head.id], taken: model[basis].fresh.length, left }];
  });
  return { basis, phase: 'confirmation', due };
}

/** What a check may still have to decide. */
interface Judged {
  readonly tests: readonly PairedTest[];
  readonly budgets: readonly BudgetVerdict[];
}

function sampleStep(
  run: RunFile,
  models: readonly ComparedModel[],
  open: Judged,
  rule: Rule,
): Step | null {
  const unpiloted = models.filter(({ pilot }) => pilot === 'none');
  if (hasLaunches(run) && unpiloted.length > 0) {
    return { basis: 'launches', phase: 'warm-up', due: unpiloted.map(once) };
  }
  const looks = looksOf(rule, familyOf(models));
  for (const basis of ['launches', 'rounds'] as const) {
    const due = models.flatMap((model) => dueOf(model, basis, open, { rule, looks }));
    if (due.length > 0) return { basis, phase: 'sample', due };
  }
  return null;
}

function once(model: ComparedModel): Due {
  return { scenarios: idsOf(model), taken: 0, left: 1 };
}

/** Sides are stopped by signal, and CPU is read from /proc. Memory that is planted is in no launch. */
function hasLaunches({ environments, scenarios }: RunFile): boolean {
  const plantsMemory = scenarios.some(({ injection }) => injection?.kind === 'memory');
  return !plantsMemory && environments.every(({ platform }) => platform.startsWith('linux'));
}

function dueOf(
  model: ComparedModel,
  basis: Basis,
  { tests, budgets }: Judged,
  { rule, looks }: { readonly rule: Rule; readonly looks: readonly Look[] },
): readonly Due[] {
  if (basis === 'launches' && model.pilot !== 'completed') return [];
  const taken = model[basis].sample.length;
  const next = looks.find(({ at }) => at > taken)?.at ?? null;
  const own = tests.filter((test) => test.compared === model && test.basis === basis);
  const undecided =
    own.some((test) => isUndecided(test, rule)) ||
    budgets.some((budget) => isOpen(budget, model, basis));
  if (next === null || (!undecided && taken > 0)) return [];
  return [{ scenarios: sidesFor(model, basis), taken, left: next - taken }];
}

/** More of the basis may decide it. */
function isOpen(budget: BudgetVerdict, { head }: ComparedModel, basis: Basis): boolean {
  const { scenario, verdict, interval } = budget;
  const isOf = budget.basis === basis && scenario?.id === head.id;
  return isOf && verdict === 'inconclusive' && interval !== null;
}

/**
 * A guarded metric holds nothing up, unless it looks worse at an early look: then it gets what red
 * needs.
 */
function isUndecided(test: PairedTest, rule: Rule): boolean {
  if (isRefuted(test, rule)) return test.kind === 'gated';
  if (decide(test, rule) !== 'inconclusive') return false;
  const { estimate, low } = test.difference;
  const looksWorse = low > 0 && estimate >= Math.log1p(minEffect(test, rule));
  return test.kind === 'gated' || (test.kind === 'guarded' && test.look === 'early' && looksWorse);
}

/** The control runs where time and CPU are judged: that is where a machine favours a side. */
function sidesFor(model: ComparedModel, basis: Basis): readonly string[] {
  const { base, head } = model;
  const withoutControl = basis === 'rounds' && model.pilot === 'completed';
  return withoutControl ? [base.id, head.id] : idsOf(model);
}
