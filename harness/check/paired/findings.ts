import type { RunFile } from '../../../results/format.ts';
import { LIVE_METRIC_NAMES } from '../../../results/live-metrics.ts';
import { METRIC_NAMES, type MetricName, metricOf, METRICS } from '../../../results/metrics.ts';
import type { Finding } from '../../analysis/finding.ts';
import { environmentVariables } from '../../analysis/findings/environment.ts';
import {
  busyMachine,
  cpuThrottled,
  pressureBefore,
  steal,
} from '../../analysis/findings/machine.ts';
import { drift } from '../../analysis/findings/noise.ts';
import { resumedRun } from '../../analysis/findings/resumed.ts';
import { summarize } from '../../analysis/summary.ts';
import { valueOf } from '../../analysis/trials.ts';
import { type CheckedMetric, checkedMetric, isLive, titleOf } from '../metric.ts';
import type { Basis } from '../metric-test.ts';
import { looksOf, type Rule } from '../rule.ts';
import type { MetricVerdict } from '../verdict.ts';
import { type ComparedModel, type ModelSides, sidesOf } from './compared-models.ts';
import { pairsOf, worsening } from './pairs.ts';
import { familyOf } from './tests.ts';

/** Sides that a model lacks, and a run without any control. */
export function sideFindings(run: RunFile): readonly Finding[] {
  const sides = sidesOf(run);
  if (sides.length === 0) {
    const seen = 'no scenario of this run belongs to a check';
    return [missing(null, seen, 'Judge the run file of a check.')];
  }
  return [...sides.map(missingSide), missingControl(sides)].filter((finding) => finding !== null);
}

/**
 * What the base differs in from itself. The same test as of head and base, both ways, on all that was
 * measured, because it is asked once, at the end.
 */
export function controlFindings(models: readonly ComparedModel[], rule: Rule): readonly Finding[] {
  return models.flatMap((model) => {
    const twins = twinsOf(model);
    const controlled = twins.launches.sample.length > 0 ? LIVE_METRIC_NAMES : CONTROLLED;
    const metrics = controlled.filter((metric) => pairsOf(twins, metric).length > 0);
    return metrics.flatMap((metric) => {
      const pairs = pairsOf(twins, metric);
      const { estimate, pGreater, pLess, n } = worsening(pairs, rule.marginAlpha);
      const p = 2 * metrics.length * Math.min(pGreater, pLess);
      if (Math.abs(estimate) < Math.log1p(rule.minEffect) || p > rule.controlAlpha) return [];
      return [
        {
          code: 'control-differs',
          severity: 'problem' as const,
          scenario: model.control?.id ?? null,
          seen: `${titleOf(metric)} of the base differs from the same base by ${percent(Math.expm1(estimate))} over ${n} ${isLive(metric) ? 'launches' : 'rounds'}`,
          advice:
            'Something on this machine favours one side. Run the check again; if it stays, look for what differs between the sides.',
        },
      ];
    });
  });
}

/** Models that no verdict may be given for yet. */
export function tooFew(models: readonly ComparedModel[], rule: Rule): readonly Finding[] {
  const first = looksOf(rule, familyOf(models))[0]?.at ?? 0;
  return models.flatMap((model) => {
    const lacking = (['launches', 'rounds'] as const).filter(
      (basis) => decidesBy(model, basis) && model[basis].sample.length < first,
    );
    if (lacking.length === 0) return [];
    const each = lacking.map((basis) => `${model[basis].sample.length} ${basis}`);
    return [
      {
        code: 'too-few-rounds' as const,
        severity: 'warning' as const,
        scenario: model.head.id,
        seen: `${each.join(' and ')} on both sides, and nothing can be concluded from fewer than ${first}`,
        advice: 'Give the check more time with --max-time, or check fewer models with --models.',
      },
    ];
  });
}

/** What no one expects of work without the mock server. */
const COUNTED_BY_SERVER: readonly MetricName[] = ['requests', 'responseBytes'];

/** Metrics of the check without a value on one side or both. */
export function unavailableMetrics(models: readonly ComparedModel[]): readonly Finding[] {
  return models.flatMap(({ rounds: { sample }, head }) => {
    if (sample.length === 0) return [];
    const lacking = METRIC_NAMES.filter((metric) => {
      const { check } = metricOf(metric);
      if (check === null || 'insteadOf' in check) return false;
      if (head.mock === null && COUNTED_BY_SERVER.includes(metric)) return false;
      return sample.some(({ base, head: other }) =>
        [base, other].some((trial) => valueOf(trial, metric) === null),
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
  return verdicts.flatMap((verdict) => varying(verdict) ?? unconfirmed(verdict) ?? []);
}

/** What else the machine did: reasons for wide intervals, never for a verdict. */
export function conditionFindings(run: RunFile): readonly Finding[] {
  const summary = summarize(run);
  const detectors = [busyMachine, steal, cpuThrottled, environmentVariables, drift, pressureBefore];
  return [...detectors, resumedRun].flatMap(({ code, severity, detect }) =>
    detect(summary).map((sighting) => ({ code, severity, ...sighting })),
  );
}

function missingSide({ base, head }: ModelSides): Finding | null {
  const [name, present] = base === null ? ['base', head] : ['head', head === null ? base : null];
  if (present === null) return null;
  const seen = `${present.model} has no ${name} to compare with`;
  const advice = 'A model that only one side has cannot be checked: leave it out with --models.';
  return missing(present.id, seen, advice);
}

/** One model's control is enough: what favours a side does not ask for the model. */
function missingControl(sides: readonly ModelSides[]): Finding | null {
  if (sides.some(({ control }) => control !== null)) return null;
  return {
    code: 'control-missing',
    severity: 'note',
    scenario: null,
    seen: 'the run has no control, the base measured against itself',
    advice: 'Without it nothing shows that this machine treats both sides alike.',
  };
}

/** Of whole trials; where launches measure time and CPU, only those have a control in each. */
const CONTROLLED: readonly CheckedMetric[] = ['wallMs', 'cpuMs', 'peakPssBytes'];

/** The base against the control, as if that were the head. */
function twinsOf({ rounds, launches }: ComparedModel): Pick<ComparedModel, 'rounds' | 'launches'> {
  const controlled = rounds.sample.flatMap(({ control, ...round }) =>
    control === null ? [] : [{ ...round, head: control, control }],
  );
  const live = launches.sample.flatMap(({ control, ...launch }) =>
    control === null ? [] : [{ ...launch, head: control.cost, ratio: control.ratio, control }],
  );
  return { rounds: { sample: controlled, fresh: [] }, launches: { sample: live, fresh: [] } };
}

/** Whether a gated metric of the model is, or will be, measured in this way. */
function decidesBy(model: ComparedModel, basis: Basis): boolean {
  if (basis === 'launches') return model.pilot === 'completed';
  const { sample } = model.rounds;
  return model.pilot !== 'completed' || sample.length === 0 || hasMemory(model);
}

function hasMemory(model: ComparedModel): boolean {
  return (['peakPssBytes', 'peakRssBytes'] as const).some(
    (metric) => pairsOf(model, metric).length > 0,
  );
}

function varying({ kind, metric, model }: MetricVerdict): Finding | null {
  if (kind !== 'advisory' || checkedMetric(metric).check?.kind !== 'exact') return null;
  return {
    code: 'exact-varies',
    severity: 'note',
    scenario: null,
    seen: `${titleOf(metric)} of ${model} was not the same in all trials of one side`,
    advice: 'It decides nothing here. A model that divides its work by chance does this.',
  };
}

function unconfirmed({ model, metric, basis, more, confirmation }: MetricVerdict): Finding | null {
  if (confirmation === null || confirmation.confirmed || more !== null) return null;
  const { n, effect } = confirmation;
  return {
    code: 'regression-unconfirmed',
    severity: 'warning',
    scenario: null,
    seen: `${titleOf(metric)} of ${model} had regressed, but ${n} fresh ${basis} do not show it (${percent(effect)})`,
    advice: 'Either it passed, or it is smaller than it looked: run the check again.',
  };
}

function missing(scenario: string | null, seen: string, advice: string): Finding {
  return { code: 'arm-missing', severity: 'problem', scenario, seen, advice };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
