import type { RunFile } from '../../../results/format.ts';
import type { Finding } from '../../analysis/finding.ts';
import { comparedModels } from './arms.ts';
import { conditionFindings } from './conditions.ts';
import { confirmed } from './confirmation.ts';
import { controlFindings } from './control.ts';
import { exactVerdicts } from './exact.ts';
import { armFindings, tooFewRounds, unavailableMetrics, verdictFindings } from './findings.ts';
import type { Rule } from './rule.ts';
import { sampleVerdict } from './sample-verdict.ts';
import { metricTests } from './tests.ts';
import { cannotBeCompared, unequalWork } from './unequal-work.ts';
import type { CheckResult, MetricVerdict, Outcome } from '../verdict.ts';

/**
 * What a check's run file says, at any time: also of an unfinished run.
 *
 * Only a control that differs takes back what the statistics say. The order of the arms is drawn
 * anew in every round, so if both sides are equal, exchanging them changes nothing, and p is exact
 * whatever else the machine did: foreign CPU, steal, pressure and drift meet both sides alike. They
 * widen the intervals, until nothing can be concluded, but make no false red and no false green;
 * they are warnings. A control that differs shows that the arms were not exchangeable after all.
 * Exact metrics have no noise, and stand in any case.
 */
export function judge(run: RunFile, rule: Rule): CheckResult {
  const models = comparedModels(run);
  const tested = metricTests(models, rule).map((test) =>
    confirmed(sampleVerdict(test, rule), test, rule),
  );
  const verdicts = [...tested, ...models.flatMap(exactVerdicts)].sort(byModel(run));
  const control = controlFindings(models, rule);
  return {
    outcome: cannotBeCompared(run) ? 'broken' : outcomeOf(verdicts, control),
    verdicts,
    findings: [
      ...armFindings(run),
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

function outcomeOf(verdicts: readonly MetricVerdict[], control: readonly Finding[]): Outcome {
  const said = (verdict: MetricVerdict['verdict'], kind: MetricVerdict['kind']) =>
    verdicts.some((one) => one.verdict === verdict && one.kind === kind);
  if (said('regressed', 'exact')) return 'regressed';
  if (control.length > 0) return 'inconclusive';
  if (said('regressed', 'gated')) return 'regressed';
  const gated = verdicts.some(({ kind }) => kind === 'gated');
  if (!gated || said('inconclusive', 'gated')) return 'inconclusive';
  return said('improved', 'gated') || said('improved', 'exact') ? 'improved' : 'unchanged';
}

/** As the run file lists the models; within one, as tests and then exact metrics came. */
function byModel(run: RunFile) {
  const place = ({ model, workload }: MetricVerdict) =>
    run.scenarios.findIndex((one) => one.model === model && one.workload === workload);
  return (a: MetricVerdict, b: MetricVerdict) => place(a) - place(b);
}
