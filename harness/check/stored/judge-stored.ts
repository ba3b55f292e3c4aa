import type { RunFile } from '../../../results/format.ts';
import { completedTrials } from '../../analysis/trials.ts';
import { inRunOrder, outcomeOf } from '../decision.ts';
import { exactVerdicts } from '../exact.ts';
import type { Rule } from '../rule.ts';
import { hasUnequalWork } from '../unequal-work.ts';
import type { CheckResult } from '../verdict.ts';
import type { BaselineChoice } from './baseline-choice.ts';
import { storedFindings } from './findings.ts';
import { machineFreeQuantities, modelsOf, plainQuantities } from './quantity.ts';
import { ENOUGH_RUNS, storedVerdicts } from './tests.ts';

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
      return exactVerdicts(scenario, bases, completedTrials(run, scenario.id));
    }),
  ]);
  const broken = hasUnequalWork(run);
  return {
    outcome: broken ? 'broken' : outcomeOf(verdicts, { controlDiffers: false }),
    verdicts: broken ? [] : verdicts,
    findings: storedFindings(run, choice),
    falseAlarmRate: gating ? rule.alpha : 0,
  };
}
