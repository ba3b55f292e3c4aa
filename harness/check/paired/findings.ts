import type { RunFile } from '../../../results/format.ts';
import { METRIC_NAMES, metricOf, METRICS } from '../../../results/metrics.ts';
import type { Finding } from '../../analysis/finding.ts';
import { type Arms, armsOf, type ComparedModel } from './arms.ts';
import type { Rule } from './rule.ts';
import type { MetricVerdict } from '../verdict.ts';

/** Sides that a model lacks, and a run without any control. */
export function armFindings(run: RunFile): readonly Finding[] {
  const arms = armsOf(run);
  if (arms.length === 0) {
    const seen = 'no scenario of this run belongs to a check';
    return [problem('arm-missing', null, seen, 'Judge the run file of a check.')];
  }
  return [...arms.flatMap(missingSide), ...missingControl(arms)];
}

/** Models that no verdict may be given for yet. */
export function tooFewRounds(models: readonly ComparedModel[], rule: Rule): readonly Finding[] {
  const [first = 0] = rule.looks;
  return models
    .filter(({ sample }) => sample.length < first)
    .map(({ head, sample }) => ({
      code: 'too-few-rounds',
      severity: 'warning',
      scenario: head.id,
      seen: `${sample.length} rounds on both sides, and nothing can be concluded from fewer than ${first}`,
      advice: 'Give the check more time with --budget, or check fewer models with --models.',
    }));
}

/** Metrics of the check without a value on one side or both. */
export function unavailableMetrics(models: readonly ComparedModel[]): readonly Finding[] {
  return models.flatMap(({ sample, head }) => {
    if (sample.length === 0) return [];
    const lacking = METRIC_NAMES.filter((metric) => {
      const { check } = metricOf(metric);
      if (check === null || 'insteadOf' in check) return false;
      return sample.some(({ base, head: other }) =>
        [base, other].some(({ metrics }) => (metrics[metric] ?? null) === null),
      );
    });
    if (lacking.length === 0) return [];
    const last = sample.at(-1)?.head.unavailable ?? {};
    const each = lacking.map(
      (metric) => `${METRICS[metric].title} (${last[metric] ?? 'no value in some trials'})`,
    );
    return [
      {
        code: 'metric-unavailable',
        severity: 'note' as const,
        scenario: head.id,
        seen: `not judged, or not in every round: ${each.join(', ')}`,
        advice: 'Nothing, unless the check is to guard it: Linux has all metrics.',
      },
    ];
  });
}

/** Exact metrics that were not exact, and regressions that did not come again. */
export function verdictFindings(verdicts: readonly MetricVerdict[]): readonly Finding[] {
  return verdicts.flatMap((verdict) => [...varying(verdict), ...unconfirmed(verdict)]);
}

function missingSide({ model, base, head }: Arms): Finding[] {
  const missing = base === null ? 'base' : head === null ? 'head' : null;
  if (missing === null) return [];
  const seen = `${model} has no ${missing} to compare with`;
  const advice = 'A model that only one side has cannot be checked: leave it out with --models.';
  return [problem('arm-missing', (base ?? head)?.id ?? null, seen, advice)];
}

/** One model's control is enough: what favours an arm does not ask for the model. */
function missingControl(arms: readonly Arms[]): Finding[] {
  if (arms.some(({ control }) => control !== null)) return [];
  return [
    {
      code: 'control-missing',
      severity: 'note',
      scenario: null,
      seen: 'the run has no control, the base measured against itself',
      advice: 'Without it nothing shows that this machine treats both sides alike.',
    },
  ];
}

function varying({ kind, metric, model }: MetricVerdict): Finding[] {
  if (kind !== 'advisory' || metricOf(metric).check?.kind !== 'exact') return [];
  return [
    {
      code: 'exact-varies',
      severity: 'note',
      scenario: null,
      seen: `${METRICS[metric].title} of ${model} was not the same in all trials of one side`,
      advice: 'It decides nothing here. A model that divides its work by chance does this.',
    },
  ];
}

function unconfirmed({ model, metric, verdict, confirmation }: MetricVerdict): Finding[] {
  if (confirmation === null || confirmation.confirmed || verdict !== 'inconclusive') return [];
  const { rounds, effect } = confirmation;
  return [
    {
      code: 'regression-unconfirmed',
      severity: 'warning',
      scenario: null,
      seen: `${METRICS[metric].title} of ${model} had regressed, but ${rounds} fresh rounds do not show it (${(100 * effect).toFixed(1)} %)`,
      advice: 'Either it passed, or it is smaller than it looked: run the check again.',
    },
  ];
}

function problem(code: string, scenario: string | null, seen: string, advice: string): Finding {
  return { code, severity: 'problem', scenario, seen, advice };
}
