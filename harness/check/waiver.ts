import type { DecisionRule, Scenario } from '../../results/format.ts';
import { LIVE_METRIC_NAMES } from '../../results/live-metrics.ts';
import { METRIC_NAMES } from '../../results/metrics.ts';
import type { Waiver } from '../config/waiver.ts';
import { type CheckedMetric, checkedMetric } from './metric.ts';

/** A waiver on the day of a check. */
export interface DatedWaiver extends Waiver {
  readonly expired: boolean;
}

/** The metrics whose regressions can be accepted, and their titles. */
const WAIVABLE_NAMES = [...LIVE_METRIC_NAMES, ...METRIC_NAMES].filter(isWaivable);
export const WAIVABLE: readonly string[] = WAIVABLE_NAMES.map((name) => checkedMetric(name).title);

export function dated(waivers: readonly Waiver[], nowMs: number): readonly DatedWaiver[] {
  const today = new Date(nowMs).toISOString().slice(0, 'YYYY-MM-DD'.length);
  // Days of ISO 8601 sort by their letters.
  return waivers.map((waiver) => ({ ...waiver, expired: today > waiver.until }));
}

/** The first that names the metric, expired or not; null where none does. */
export function waiverOf(
  waivers: readonly DatedWaiver[],
  { model, workload }: Pick<Scenario, 'model' | 'workload'>,
  metric: CheckedMetric,
): DatedWaiver | null {
  if (!isWaivable(metric)) return null;
  const { title } = checkedMetric(metric);
  const own = waivers.filter((one) => one.model === model && one.metric === title);
  return own.find((one) => one.workload === undefined || one.workload === workload) ?? null;
}

/** What is accepted today of these models. A waiver that names none of them, or has expired, changes nothing. */
export function acceptedOf(
  waivers: readonly DatedWaiver[],
  scenarios: readonly Pick<Scenario, 'model' | 'workload'>[],
): DecisionRule['accepted'] {
  return scenarios.flatMap((scenario) =>
    WAIVABLE_NAMES.flatMap((metric) => {
      const ceiling = ceilingOf(waiverOf(waivers, scenario, metric));
      const { title } = checkedMetric(metric);
      return ceiling === 0 ? [] : [{ model: scenario.model, metric: title, ceiling }];
    }),
  );
}

/** Share of the base up to which a regression is accepted today; 0 without a waiver. */
export function ceilingOf(waiver: DatedWaiver | null): number {
  return waiver === null || waiver.expired ? 0 : waiver.ceiling;
}

/** The same on the scale that is tested, the logarithm of head ÷ base. */
export function tolerance(waiver: DatedWaiver | null): number {
  return Math.log1p(ceilingOf(waiver));
}

/** A metric that is neither better low nor high counts the work itself, and other work is never accepted. */
function isWaivable(metric: CheckedMetric): boolean {
  const { check, better } = checkedMetric(metric);
  return better === 'lower' && check !== null && check.kind !== 'advisory';
}
