import { type Budget, type BudgetMetric, limitOf } from '../../results/budget-format.ts';
import type { RunFile, Scenario } from '../../results/format.ts';
import type { Interval } from '../stats/interval.ts';
import { medianInterval } from '../stats/median.ts';
import { isLive } from './comparison.ts';
import { CONFIDENCE, looksOf } from './confidence.ts';
import { countedLaunches } from './counted-launches.ts';
import { itemCost } from './launches.ts';
import { isValid, valuesOf } from './trials.ts';

/** One budget and one model that it is for. */
export interface BudgetVerdict {
  readonly budget: Budget;
  /** Null where the run has no such model. */
  readonly scenario: Scenario | null;
  /** What its values were measured in. */
  readonly basis: 'launches' | 'rounds';
  /** Of the median, in the unit of the metric; null without any figure. */
  readonly interval: Interval | null;
  /** `over-budget` and `within` take the whole interval. */
  readonly verdict: 'within' | 'over-budget' | 'inconclusive';
}

/** After how many values a budget is judged, and with what confidence, 0 to 1. */
export interface BudgetLook {
  readonly at: number;
  readonly confidence: number;
}

/**
 * Every budget of a run, for each of its models. Without looks all values are judged once, and with a
 * confidence that holds for every look at which the run might have ended.
 */
export function budgetVerdicts(
  run: RunFile,
  looks: readonly BudgetLook[] | null = null,
): readonly BudgetVerdict[] {
  const confidence = 1 - (1 - CONFIDENCE) / looksOf(run);
  return run.schedule.budgets.flatMap((budget) => {
    const scenarios: readonly (Scenario | null)[] = scenariosOf(run, budget);
    return (scenarios.length === 0 ? [null] : scenarios).map((scenario) => {
      const values = scenario === null ? [] : valuesFor(run, scenario.id, budget.metric);
      const basis = isLive(budget.metric) ? ('launches' as const) : ('rounds' as const);
      const all = looks ?? [{ at: values.length, confidence }];
      return { budget, scenario, basis, ...judged(values, limitOf(budget), all) };
    });
  });
}

/** Of two versions the new one; a floor only where it is named. */
function scenariosOf({ scenarios }: RunFile, { model }: Budget): readonly Scenario[] {
  return scenarios.filter(
    ({ kind, role, model: name }) =>
      (role === null || role === 'head') && (model === null ? kind === 'model' : name === model),
  );
}

function valuesFor(run: RunFile, id: string, metric: BudgetMetric): readonly number[] {
  if (!isValid(run, id)) return [];
  if (!isLive(metric)) return valuesOf(run, id, metric);
  const costs = countedLaunches(run, [id]).map((launch) => itemCost(launch, id));
  return costs.flatMap(({ ms, cpuMs }) => (metric === 'itemMs' ? ms : (cpuMs ?? [])));
}

/** By the first look that decides it, or else by the last that there was. */
function judged(
  values: readonly number[],
  limit: number,
  looks: readonly BudgetLook[],
): Pick<BudgetVerdict, 'interval' | 'verdict'> {
  let last: Interval | null = null;
  for (const { at, confidence } of looks.filter((look) => look.at <= values.length)) {
    if (at === 0) continue;
    last = medianInterval(values.slice(0, at), confidence);
    if (last.coverage < confidence) continue;
    if (last.low > limit) return { interval: last, verdict: 'over-budget' };
    if (last.high < limit) return { interval: last, verdict: 'within' };
  }
  const seen = values.length === 0 ? null : medianInterval(values, CONFIDENCE);
  return { interval: last ?? seen, verdict: 'inconclusive' };
}
