import type { RunFile } from '../../../results/format.ts';
import { decide } from '../decision.ts';
import { lookAfter, type Rule } from '../rule.ts';
import { cannotBeCompared, type ComparedModel, comparedModels, idsOf } from './compared-models.ts';
import { type PairedTest, pairedTests } from './tests.ts';

/** What a check does next: so many more rounds of these scenarios. */
export interface Step {
  readonly phase: 'sample' | 'confirmation';
  /** Ids. */
  readonly scenarios: readonly string[];
  readonly rounds: number;
}

/**
 * The next step of a check, from its run file alone, so that an interrupted one could go on; null
 * at its end. A model is sampled until every gated metric has a verdict, or to the last look; then
 * the models with a regression are measured afresh, without their control. Control decides how much
 * the result is worth, not when to stop.
 *
 * `budgetSpent`: no time is left for more of the sample; regressions that it shows by now are still
 * confirmed, because without that they would be worth nothing.
 */
export function nextStep(run: RunFile, rule: Rule, budgetSpent: boolean): Step | null {
  if (cannotBeCompared(run)) return null;
  const models = comparedModels(run);
  const tests = pairedTests(models, rule).filter(({ kind }) => kind === 'gated');
  const confirming = run.trials.some(({ phase }) => phase === 'confirmation');
  const undecided = models.flatMap((model) => waitingFor(model, tests, rule));
  if (!confirming && !budgetSpent && undecided.length > 0) return sampleStep(undecided);
  return confirmStep(models, tests, rule);
}

interface Waiting {
  readonly model: ComparedModel;
  /** Rounds to its next look. */
  readonly rounds: number;
}

function waitingFor(model: ComparedModel, tests: readonly PairedTest[], rule: Rule): Waiting[] {
  const taken = model.sample.length;
  const next = lookAfter(rule, taken);
  const own = tests.filter(({ compared }) => compared === model);
  const decided = own.length > 0 && own.every((test) => decide(test, rule) !== 'inconclusive');
  // A sample that can never have a gated verdict needs no more than the first look.
  const hopeless = own.length === 0 && taken > 0;
  return next === null || decided || hopeless ? [] : [{ model, rounds: next - taken }];
}

/** To the nearest of their looks, where each of them is judged anew. */
function sampleStep(waiting: readonly Waiting[]): Step {
  return {
    phase: 'sample',
    scenarios: waiting.flatMap(({ model }) => idsOf(model)),
    rounds: Math.min(...waiting.map(({ rounds }) => rounds)),
  };
}

function confirmStep(
  models: readonly ComparedModel[],
  tests: readonly PairedTest[],
  rule: Rule,
): Step | null {
  const unconfirmed = models.filter(
    (model) =>
      model.fresh.length < rule.confirmation.rounds &&
      tests.some((test) => test.compared === model && decide(test, rule) === 'regressed'),
  );
  if (unconfirmed.length === 0) return null;
  return {
    phase: 'confirmation',
    scenarios: unconfirmed.flatMap(({ base, head }) => [base.id, head.id]),
    rounds: Math.min(...unconfirmed.map(({ fresh }) => rule.confirmation.rounds - fresh.length)),
  };
}
