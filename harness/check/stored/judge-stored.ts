import type { CompletedTrial, RunFile } from '../../../results/format.ts';
import type { ArmsRound, ComparedModel } from '../paired/arms.ts';
import type { BaselineChoice } from './baseline-choice.ts';
import { exactVerdicts } from '../paired/exact.ts';
import { machineFreeQuantities, modelsOf, plainQuantities } from './quantity.ts';
import type { Rule } from '../paired/rule.ts';
import { storedFindings } from './stored-findings.ts';
import { ENOUGH_RUNS, storedVerdicts } from './stored-verdict.ts';
import type { CheckResult, MetricVerdict, Outcome } from '../verdict.ts';

/**
 * What a run says against stored ones. The run is the unit, so the rounds of one run, however many,
 * never make a difference between two runs certain. Counts have no noise and decide in any case;
 * times and memory only on the same machine and with enough stored runs.
 */
export function judgeStored(run: RunFile, choice: BaselineChoice, rule: Rule): CheckResult {
  const stored = choice.stored.map((one) => one.run);
  const gating = choice.sameMachine && stored.length >= ENOUGH_RUNS;
  const quantities = choice.sameMachine ? plainQuantities(run) : machineFreeQuantities(run);
  const verdicts = [
    ...storedVerdicts(stored, run, quantities, { rule, gating }),
    ...comparedModels(stored, run).flatMap(exactVerdicts),
  ].sort(byModel(run));
  const broken = run.trials.some(({ status }) => status !== 'completed');
  return {
    outcome: broken ? 'broken' : outcomeOf(verdicts),
    verdicts: broken ? [] : verdicts,
    findings: storedFindings(run, choice),
    falseAlarmRate: gating ? rule.alpha : 0,
  };
}

/** Nothing that may decide, or not all of it decided, is no green light. */
function outcomeOf(verdicts: readonly MetricVerdict[]): Outcome {
  const deciding = verdicts.filter(({ kind }) => kind !== 'advisory');
  const said = (verdict: MetricVerdict['verdict']) =>
    deciding.some((one) => one.verdict === verdict);
  if (said('regressed')) return 'regressed';
  const gated = deciding.some(({ kind }) => kind === 'gated');
  if (!gated || said('inconclusive')) return 'inconclusive';
  return said('improved') ? 'improved' : 'unchanged';
}

/** For the counts: rounds of every stored run beside those of the new one. */
function comparedModels(stored: readonly RunFile[], run: RunFile): readonly ComparedModel[] {
  return modelsOf(run).flatMap((head) => {
    const heads = trialsOf(run, head.model);
    const rounds = stored.flatMap((one) => pairedRounds(trialsOf(one, head.model), heads));
    if (rounds.length === 0) return [];
    const { model, workload } = head;
    return [{ model, workload, base: head, head, control: null, sample: rounds, fresh: [] }];
  });
}

/** Counts do not depend on the round, so the new run's start anew where it has fewer. */
function pairedRounds(
  bases: readonly CompletedTrial[],
  heads: readonly CompletedTrial[],
): readonly ArmsRound[] {
  return bases.flatMap((base, index) => {
    const head = heads[index % heads.length];
    return head === undefined ? [] : [{ round: base.round, base, head, control: null }];
  });
}

function trialsOf(run: RunFile, model: string): readonly CompletedTrial[] {
  const ids = new Set(run.scenarios.filter((one) => one.model === model).map(({ id }) => id));
  return run.trials
    .filter((trial) => trial.status === 'completed')
    .filter((trial) => trial.round >= 0 && ids.has(trial.scenario));
}

function byModel(run: RunFile) {
  const place = ({ model }: MetricVerdict) =>
    run.scenarios.findIndex((scenario) => scenario.model === model);
  return (a: MetricVerdict, b: MetricVerdict) => place(a) - place(b);
}
