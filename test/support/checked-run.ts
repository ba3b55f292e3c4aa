import type {
  CheckedSides,
  CheckResult,
  MeasuredCheck,
  MetricVerdict,
} from '../../harness/check/verdict.ts';
import type { BudgetVerdict } from '../../harness/analysis/budgets.ts';
import { type CheckedMetric, isLive } from '../../harness/check/metric.ts';
import type { MetricName } from '../../results/metrics.ts';
import { runOf, scenario } from './run.ts';
import { WAIVER } from './waiver.ts';

/** Names and messages as an attacker would choose them. */
export const HOSTILE = '@everyone #1 |<b>*x*</b>\n::error::\u001b[31m[x](http://evil) \u202e`y`';

export const MODELS = ['single-threaded', 'worker-threads', 'child-processes'] as const;

/** Unchanged after 14 of what it is measured by unless told otherwise. */
export function verdictOf(
  model: string,
  metric: CheckedMetric,
  parts: Partial<MetricVerdict> = {},
): MetricVerdict {
  return {
    ...{
      scenario: model,
      model,
      workload: 'fetch-pokemon',
      metric,
      kind: 'gated',
      verdict: 'unchanged',
      base: 1234,
      head: 1240,
    },
    effect: { estimate: 0.005, low: -0.012, high: 0.021 },
    ...{ basis: isLive(metric) ? 'launches' : 'rounds', n: 14, smallestEffect: 0.034 },
    ...{ more: null, tooNoisy: false, confirmation: null, waiver: null },
    ...parts,
  };
}

export function exactVerdict(model: string, metric: MetricName, base: number, head: number) {
  return verdictOf(model, metric, {
    ...{ kind: 'exact', verdict: base === head ? 'unchanged' : 'regressed', base, head },
    effect: { estimate: head / base - 1, low: head / base - 1, high: head / base - 1 },
    smallestEffect: null,
  });
}

export function resultOf(
  outcome: CheckResult['outcome'],
  verdicts: readonly MetricVerdict[],
  findings: CheckResult['findings'] = [],
): CheckResult {
  return { outcome, verdicts, budgets: [], findings, falseAlarmRate: 0.01 };
}

export const SIDES: CheckedSides = {
  base: { ref: 'main', gitCommit: 'abcdef0123456789', gitDirty: false, whole: false },
  head: { ref: 'working tree', gitCommit: '0123456789abcdef', gitDirty: true, whole: false },
  injection: null,
};

export function checkedRun(result: CheckResult, sides: CheckedSides | null = SIDES): MeasuredCheck {
  const run = runOf(
    MODELS.map((model) => scenario(model)),
    [],
  );
  const schedule = { ...run.schedule, command: 'check' as const, arguments: ['--against', 'main'] };
  return { run: { ...run, schedule }, file: null, result, sides };
}

export const regressedCpu = verdictOf('child-processes', 'itemCpuMs', {
  ...{ verdict: 'regressed', base: 3.21, head: 3.525, n: 9 },
  effect: { estimate: 0.098, low: 0.071, high: 0.126 },
  confirmation: { n: 5, effect: 0.091, confirmed: true },
});

export const acceptedCpu = verdictOf('worker-threads', 'itemCpuMs', {
  ...{ verdict: 'accepted', base: 2.1, head: 2.3, n: 9 },
  effect: { estimate: 0.095, low: 0.07, high: 0.12 },
  waiver: {
    ...{ ...WAIVER, model: 'worker-threads', metric: 'CPU per item' },
    reason: 'one more copy, until @team moves to #12',
  },
});

export const keptBudget: BudgetVerdict = {
  budget: { model: null, metric: 'peakPssBytes', limit: 300, unit: 'MB' },
  ...{ scenario: scenario('worker-threads'), basis: 'rounds', verdict: 'within' },
  interval: { estimate: 138.9e6, low: 137e6, high: 141e6, coverage: 0.95, n: 14 },
};

export const undecidedTime = verdictOf('worker-threads', 'itemMs', {
  ...{ verdict: 'inconclusive', base: 0.6, head: 0.61, n: 38, more: 12, smallestEffect: 0.11 },
  effect: { estimate: 0.021, low: -0.01, high: 0.053 },
});

const SMALLER = {
  verdict: 'improved',
  effect: { estimate: -0.146, low: -0.19, high: -0.11 },
} as const;

const PER_ITEM = { base: 1.234, head: 1.24, n: 6 };

/** Something of everything: a regression, an improvement, undecided, advisory, exact, findings. */
export function wholeCheck(): MeasuredCheck {
  const same = { base: 138.2e6, head: 138.9e6 };
  const verdicts = MODELS.flatMap((model) => [
    model === 'worker-threads' ? undecidedTime : verdictOf(model, 'itemMs', PER_ITEM),
    (model === 'child-processes' && regressedCpu) ||
      (model === 'worker-threads' && acceptedCpu) ||
      verdictOf(model, 'itemCpuMs', PER_ITEM),
    verdictOf(model, 'wallMs', { kind: 'guarded', verdict: 'inconclusive', n: 6 }),
    verdictOf(model, 'peakPssBytes', {
      ...(model === 'single-threaded' ? { ...SMALLER, base: 138.2e6, head: 118e6 } : same),
    }),
    verdictOf(model, 'latencyP99Ms', { kind: 'advisory', base: 75, head: 76 }),
    exactVerdict(model, 'messages', 33, model === 'child-processes' ? 34 : 33),
    exactVerdict(model, 'responseBytes', 14_000_000, 14_000_000),
  ]);
  const result = resultOf('regressed', verdicts, [
    {
      ...{ code: 'busy-machine', severity: 'warning', scenario: null },
      seen: 'other programs used 7 % of the machine',
      advice: 'Close them, or expect wider intervals.',
    },
  ]);
  return checkedRun({ ...result, budgets: [keptBudget] });
}
