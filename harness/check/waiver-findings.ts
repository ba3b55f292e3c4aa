import type { RunFile } from '../../results/format.ts';
import type { Finding, FindingCode } from '../analysis/finding.ts';
import { formatAlternatives, formatEffect } from '../text/format.ts';
import type { MetricVerdict } from './verdict.ts';
import { type DatedWaiver, WAIVABLE } from './waiver.ts';

/** What each waiver of this work did, and those that did nothing. */
export function waiverFindings(
  waivers: readonly DatedWaiver[],
  { scenarios }: RunFile,
  verdicts: readonly MetricVerdict[],
): readonly Finding[] {
  const models = scenarios.map(({ model }) => model);
  const workloads = scenarios.map(({ workload }) => workload);
  return waivers
    .filter(({ workload }) => workload === undefined || workloads.includes(workload))
    .flatMap((waiver) => {
      const verdict = verdicts.find((one) => one.waiver === waiver);
      return unknownName(waiver, models) ?? (verdict === undefined ? [] : used(waiver, verdict));
    });
}

function unknownName(waiver: DatedWaiver, models: readonly string[]): Finding | null {
  const { metric, model } = waiver;
  if (!WAIVABLE.includes(metric)) {
    const known = formatAlternatives(WAIVABLE);
    return unused(waiver, `regressions can be accepted of ${known}, not of "${metric}"`);
  }
  if (models.includes(model)) return null;
  return unused(waiver, `the check has no model "${model}"`);
}

function used(waiver: DatedWaiver, { verdict, effect }: MetricVerdict): readonly Finding[] {
  const { until, expired, reason } = waiver;
  const [name, ceiling] = [nameOf(waiver), formatEffect(waiver.ceiling)];
  const change = effect === null ? '' : ` by ${formatEffect(effect.estimate)}`;
  switch (verdict) {
    case 'accepted':
      return [
        finding('regression-accepted', {
          seen: `${name} changed${change}, and up to ${ceiling} is accepted until ${until}: ${reason}`,
          advice: 'It is red again after that day: fix it by then, or renew the waiver.',
        }),
      ];
    case 'regressed':
      return [
        expired
          ? finding('waiver-expired', {
              seen: `the waiver of ${name} was valid until ${until}: ${reason}`,
              advice: 'Fix the regression, or renew the waiver.',
            })
          : finding('waiver-exceeded', {
              seen: `${name} regressed${change}, and only up to ${ceiling} is accepted: ${reason}`,
              advice: 'Fix what is new of the regression, or raise the ceiling of the waiver.',
            }),
      ];
    case 'unchanged':
    case 'improved':
      return [unused(waiver, `it is ${verdict}`)];
    case 'inconclusive':
      return [];
  }
}

function unused(waiver: DatedWaiver, why: string): Finding {
  return finding('waiver-unused', {
    seen: `the waiver of ${nameOf(waiver)} is not needed: ${why}`,
    advice: 'Remove it from the configuration, or correct its names.',
  });
}

function nameOf({ model, metric }: DatedWaiver): string {
  return `${model} ${metric}`;
}

function finding(code: FindingCode, { seen, advice }: Pick<Finding, 'seen' | 'advice'>): Finding {
  const severity = code === 'regression-accepted' ? 'note' : 'warning';
  return { code, severity, scenario: null, seen, advice };
}
