import { probit } from 'simple-statistics';

import type { RunFile } from '../../../results/format.ts';
import {
  criticalErrors,
  inRunOrder,
  margin,
  minEffect,
  outcomeOf,
  verdictOf,
  withBudgets,
} from '../decision.ts';
import { budgetFindings } from '../../analysis/findings/budgets.ts';
import { exactVerdicts } from '../exact.ts';
import { type Look, looksOf, type Rule } from '../rule.ts';
import { unequalWork } from '../unequal-work.ts';
import type { CheckResult, MetricVerdict, Outcome } from '../verdict.ts';
import { waiverFindings } from '../waiver-findings.ts';
import { pairedBudgets } from './budgets.ts';
import { cannotBeCompared, type ComparedModel, comparedModels } from './compared-models.ts';
import type { Confirming } from './confirmation.ts';
import {
  conditionFindings,
  controlFindings,
  sideFindings,
  tooFew,
  unavailableMetrics,
  verdictFindings,
} from './findings.ts';
import { launchFindings } from './launch-findings.ts';
import { familyOf, type PairedTest, pairedTests } from './tests.ts';

/**
 * What a check's run file says, at any time: also of an unfinished run.
 *
 * Only a control that differs takes back what the statistics say. The order of the sides is drawn
 * anew in every round and launch, so if both are equal, exchanging them changes nothing, and p is
 * exact whatever else the machine did: foreign CPU, steal, pressure and drift meet both sides alike.
 * They widen the intervals, until nothing can be concluded, but make no false red and no false green;
 * they are warnings. A control that differs shows that the sides were not exchangeable after all.
 */
export function judge(run: RunFile, rule: Rule): CheckResult {
  const models = comparedModels(run);
  const verdicts = inRunOrder(run, [
    ...pairedTests(models, rule).map((test) => pairedVerdict(test, models, rule)),
    ...models.flatMap((model) => exactlyCompared(model, rule)),
  ]);
  const control = controlFindings(models, rule);
  const unfinished = tooFew(models, rule);
  const budgets = cannotBeCompared(run) ? [] : pairedBudgets(run, rule);
  const standing = { controlDiffers: control.length > 0, unfinished: unfinished.length > 0 };
  const compared = cannotBeCompared(run) ? 'broken' : outcomeOf(verdicts, standing);
  const outcome = withBudgets(compared, budgets);
  return {
    ...{ outcome, verdicts, budgets },
    findings: [
      ...sideFindings(run),
      ...unequalWork(run),
      ...control,
      // Red ends a check, whatever else is measured by then.
      ...(isRed(outcome) ? [] : unfinished),
      ...budgetFindings(budgets),
      ...launchFindings(run, models),
      ...verdictFindings(verdicts),
      ...(outcome === 'broken' ? [] : waiverFindings(rule.waivers, run, verdicts)),
      ...conditionFindings(run),
      ...unavailableMetrics(models),
    ],
    falseAlarmRate: rule.alpha,
  };
}

function isRed(outcome: Outcome): boolean {
  return outcome === 'regressed' || outcome === 'over-budget';
}

function exactlyCompared({ head, rounds }: ComparedModel, rule: Rule): readonly MetricVerdict[] {
  const all = [...rounds.sample, ...rounds.fresh.map(({ of }) => of)];
  return exactVerdicts(
    head,
    all.map((round) => round.base),
    all.map((round) => round.head),
    rule,
  );
}

/** What sample and confirmation say of one metric. */
function pairedVerdict(
  test: PairedTest,
  models: readonly ComparedModel[],
  rule: Rule,
): MetricVerdict {
  const verdict = verdictOf(test, rule);
  if (verdict.verdict === 'inconclusive') {
    const needed = more(test, looksOf(rule, familyOf(models)), rule);
    return { ...verdict, more: needed, tooNoisy: needed === null };
  }
  const confirms = verdict.verdict === 'regressed' && verdict.kind !== 'advisory';
  return confirms ? confirmed(verdict, test.confirming) : verdict;
}

/** A regression that is not seen again, or not measured again, is `inconclusive`. */
function confirmed(
  verdict: MetricVerdict,
  { state, n, estimate, missing }: Confirming,
): MetricVerdict {
  return {
    ...verdict,
    verdict: state === 'confirmed' ? 'regressed' : 'inconclusive',
    more: state === 'open' ? missing : null,
    confirmation:
      estimate === null
        ? null
        : { n, effect: Math.expm1(estimate), confirmed: state === 'confirmed' },
  };
}

/**
 * Rounds or launches, beyond those there are, until the look at which the test is decided with the
 * rule's power if the truth is what the estimate says; null where no look comes so late. By the
 * normal approximation: the standard error falls with the root of the number.
 */
function more(test: PairedTest, looks: readonly Look[], rule: Rule): number | null {
  const { estimate, standardError, n } = test.difference;
  const next = looks.find(({ at }) => at > n);
  if (standardError === null || test.look === 'none') return (next?.at ?? n) - n;
  const power = probit(rule.power);
  const room = Math.log1p(margin(test, rule)) - estimate;
  const forUnchanged = (probit(1 - (looks.at(-1)?.marginAlpha ?? NaN)) + power) / room;
  const forRegressed = (criticalErrors(test) + power) / estimate;
  const needed = [
    ...(room > 0 ? [forUnchanged] : []),
    ...(estimate >= Math.log1p(minEffect(test, rule)) ? [forRegressed] : []),
  ].map((perError) => n * (perError * standardError) ** 2);
  if (needed.length === 0) return null;
  const wanted = Math.ceil(Math.max(Math.min(...needed), n + 1));
  const look = looks.find(({ at }) => at >= wanted);
  return look === undefined ? null : look.at - n;
}
