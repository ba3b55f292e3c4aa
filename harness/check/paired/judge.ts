import type { RunFile } from '../../../results/format.ts';
import { inRunOrder, outcomeOf } from '../decision.ts';
import { exactVerdicts } from '../exact.ts';
import type { Rule } from '../rule.ts';
import { unequalWork } from '../unequal-work.ts';
import type { CheckResult, MetricVerdict } from '../verdict.ts';
import { cannotBeCompared, type ComparedModel, comparedModels } from './compared-models.ts';
import { controlFindings } from './control.ts';
import {
  conditionFindings,
  sideFindings,
  tooFewRounds,
  unavailableMetrics,
  verdictFindings,
} from './findings.ts';
import { pairedVerdict } from './paired-verdict.ts';
import { pairedTests } from './tests.ts';

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
