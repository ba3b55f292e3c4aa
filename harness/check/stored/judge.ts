import { median } from 'simple-statistics';

import type { RunFile } from '../../../results/format.ts';
import { metricOf } from '../../../results/metrics.ts';
import { budgetVerdicts } from '../../analysis/budgets.ts';
import { budgetFindings } from '../../analysis/findings/budgets.ts';
import { completedTrials } from '../../analysis/trials.ts';
import { predictedDifference, type RunCentre } from '../../stats/prediction.ts';
import { inRunOrder, outcomeOf, verdictOf, withBudgets } from '../decision.ts';
import { exactVerdicts } from '../exact.ts';
import { adjusted, type UnadjustedTest } from '../metric-test.ts';
import type { Rule } from '../rule.ts';
import { hasUnequalWork } from '../unequal-work.ts';
import type { CheckResult, MetricVerdict } from '../verdict.ts';
import { tolerance, waiverOf } from '../waiver.ts';
import { waiverFindings } from '../waiver-findings.ts';
import { type BaselineChoice, ENOUGH_RUNS } from './baseline-choice.ts';
import { storedFindings } from './findings.ts';
import {
  centreOf,
  machineFreeQuantities,
  modelsOf,
  plainQuantities,
  type Quantity,
  roundValues,
} from './quantity.ts';

/**
 * What a run says against stored ones. The run is the unit, so the rounds of one run, however many,
 * never make a difference between two runs certain. Counts have no noise and decide in any case;
 * times and memory only on the same machine and with enough stored runs.
 */
export function judgeStored(run: RunFile, choice: BaselineChoice, rule: Rule): CheckResult {
  const stored = choice.stored.map((one) => one.run);
  const gating = choice.sameMachine && stored.length >= ENOUGH_RUNS;
  const quantities = choice.sameMachine ? plainQuantities(run) : machineFreeQuantities(run);
  const verdicts = inRunOrder(run, [
    ...storedVerdicts(stored, run, quantities, { rule, gating }),
    ...modelsOf(run).flatMap((scenario) => {
      const bases = stored.flatMap((one) => completedTrials(one, scenario.id));
      return exactVerdicts(scenario, bases, completedTrials(run, scenario.id), rule);
    }),
  ]);
  const broken = hasUnequalWork(run);
  const budgets = broken ? [] : budgetVerdicts(run);
  const compared = outcomeOf(verdicts, { controlDiffers: false, unfinished: false });
  return {
    outcome: broken ? 'broken' : withBudgets(compared, budgets),
    verdicts: broken ? [] : verdicts,
    budgets,
    findings: [
      ...budgetFindings(budgets),
      ...storedFindings(run, choice),
      ...(broken ? [] : waiverFindings(rule.waivers, run, verdicts)),
    ],
    falseAlarmRate: gating ? rule.alpha : 0,
  };
}

/**
 * Verdicts on all quantities that the new run and every stored one have. With `gating` the gated
 * metrics may decide; without it all are advisory.
 */
export function storedVerdicts(
  stored: readonly RunFile[],
  run: RunFile,
  quantities: readonly Quantity[],
  { rule, gating }: { readonly rule: Rule; readonly gating: boolean },
): readonly MetricVerdict[] {
  const tests = quantities.flatMap((quantity) => {
    const test = testOf(stored, run, quantity, rule);
    if (test === null) return [];
    return [gating ? test : { ...test, kind: 'advisory' as const }];
  });
  return adjusted(tests).map((test) => {
    const verdict = verdictOf(test, rule);
    // One stored run shows no spread, so its difference to the new one is no effect yet.
    return test.difference.standardError === null ? { ...verdict, effect: null } : verdict;
  });
}

/** Null where the new run or all stored ones lack it. */
function testOf(
  stored: readonly RunFile[],
  run: RunFile,
  quantity: Quantity,
  rule: Rule,
): UnadjustedTest | null {
  const { scenario, metric, relativeTo } = quantity;
  const values = roundValues(run, quantity);
  const earlier = stored
    .map((one) => roundValues(one, quantity))
    .filter(({ length }) => length > 0);
  const { check } = metricOf(metric);
  if (values.length === 0 || earlier.length === 0 || check === null || check.kind === 'exact') {
    return null;
  }
  const base = median(earlier.map((one) => median([...one])));
  const waiver = relativeTo === null ? waiverOf(rule.waivers, scenario, metric) : null;
  const centres = earlier.map((one) => raised(centreOf(metric, one), tolerance(waiver)));
  return {
    ...{ scenario, metric, relativeTo: relativeTo?.model ?? null, kind: check.kind, base },
    ...{ head: median([...values]), basis: 'rounds', n: values.length, waiver },
    difference: predictedDifference(centres, centreOf(metric, values), rule.marginAlpha),
    smallestRelevant: relativeTo === null ? check.smallestRelevant / base : 0,
    // A run is judged once, at its end.
    ...{ alpha: rule.alpha, look: 'full' },
  };
}

/** By what is tolerated of a regression from it. */
function raised(run: RunCentre, tolerated: number): RunCentre {
  return { ...run, centre: run.centre + tolerated };
}
