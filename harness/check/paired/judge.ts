import { probit } from 'simple-statistics';

import type { RunFile } from '../../../results/format.ts';
import {
  criticalErrors,
  inRunOrder,
  margin,
  minEffect,
  outcomeOf,
  verdictOf,
} from '../decision.ts';
import { exactVerdicts } from '../exact.ts';
import { lookAfter, type Rule } from '../rule.ts';
import { unequalWork } from '../unequal-work.ts';
import type { CheckResult, MetricVerdict } from '../verdict.ts';
import { cannotBeCompared, type ComparedModel, comparedModels } from './compared-models.ts';
import {
  conditionFindings,
  controlFindings,
  sideFindings,
  tooFewRounds,
  unavailableMetrics,
  verdictFindings,
} from './findings.ts';
import { pairsOf, type PairedTest, pairedTests, worsening } from './tests.ts';

/**
 * What a check's run file says, at any time: also of an unfinished run.
 *
 * Only a control that differs takes back what the statistics say. The order of the sides is drawn
 * anew in every round, so if both are equal, exchanging them changes nothing, and p is exact
 * whatever else the machine did: foreign CPU, steal, pressure and drift meet both sides alike. They
 * widen the intervals, until nothing can be concluded, but make no false red and no false green;
 * they are warnings. A control that differs shows that the sides were not exchangeable after all.
 */
export function judge(run: RunFile, rule: Rule): CheckResult {
  const models = comparedModels(run);
  const verdicts = inRunOrder(run, [
    ...pairedTests(models, rule).map((test) => pairedVerdict(test, rule)),
    ...models.flatMap(exactlyCompared),
  ]);
  const control = controlFindings(models, rule);
  return {
    outcome: cannotBeCompared(run)
      ? 'broken'
      : outcomeOf(verdicts, { controlDiffers: control.length > 0 }),
    verdicts,
    findings: [
      ...sideFindings(run),
      ...unequalWork(run),
      ...control,
      ...tooFewRounds(models, rule),
      ...verdictFindings(verdicts),
      ...conditionFindings(run),
      ...unavailableMetrics(models),
    ],
    falseAlarmRate: rule.alpha,
  };
}

function exactlyCompared({ head, sample, fresh }: ComparedModel): readonly MetricVerdict[] {
  const rounds = [...sample, ...fresh];
  return exactVerdicts(
    head,
    rounds.map((round) => round.base),
    rounds.map((round) => round.head),
  );
}

/** What sample and confirmation say of one metric. */
function pairedVerdict(test: PairedTest, rule: Rule): MetricVerdict {
  const verdict = verdictOf(test, rule);
  if (verdict.verdict === 'inconclusive') return { ...verdict, moreRounds: moreRounds(test, rule) };
  const confirms = verdict.verdict === 'regressed' && verdict.kind === 'gated';
  return confirms ? confirmed(verdict, test, rule) : verdict;
}

/**
 * A regression of the sample, judged again by the fresh rounds alone. What the sample picked out of
 * many because chance made it large has no such help here; a passing state of the machine or of the
 * files is gone. Not seen again, or not measured again, it is `inconclusive`.
 */
function confirmed(verdict: MetricVerdict, test: PairedTest, rule: Rule): MetricVerdict {
  const { rounds, alpha } = rule.confirmation;
  const pairs = pairsOf(test.compared.fresh, test.metric).slice(0, rounds);
  if (pairs.length === 0) return { ...verdict, verdict: 'inconclusive', moreRounds: rounds };
  const { estimate, pGreater, n } = worsening(pairs, test.metric, alpha);
  const seenAgain = n === rounds && pGreater <= alpha;
  return {
    ...verdict,
    verdict: seenAgain ? 'regressed' : 'inconclusive',
    moreRounds: n < rounds ? rounds - n : null,
    confirmation: { rounds: n, effect: Math.expm1(estimate), confirmed: seenAgain },
  };
}

/**
 * Rounds, beyond those there are, until the look at which the test is decided with the rule's power
 * if the truth is what the estimate says; null where no number of rounds would do. By the normal
 * approximation: the standard error falls with the root of the rounds.
 */
function moreRounds(test: PairedTest, rule: Rule): number | null {
  const { estimate, standardError, n } = test.difference;
  if (standardError === null) return lookAfter(rule, n);
  const power = probit(rule.power);
  const room = Math.log1p(margin(test, rule)) - estimate;
  const forUnchanged = (probit(1 - rule.marginAlpha / rule.looks.length) + power) / room;
  const forRegressed = (criticalErrors(test) + power) / estimate;
  const needed = [
    ...(room > 0 ? [forUnchanged] : []),
    ...(estimate >= Math.log1p(minEffect(test, rule)) ? [forRegressed] : []),
  ].map((perError) => n * (perError * standardError) ** 2);
  if (needed.length === 0) return null;
  const rounds = Math.ceil(Math.max(Math.min(...needed), n + 1));
  return (rule.looks.find((look) => look >= rounds) ?? rounds) - n;
}
