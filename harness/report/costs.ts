import { LIVE_METRICS } from '../../results/live-metrics.ts';
import { METRICS, type Unit } from '../../results/metrics.ts';
import { type ComparedMetric, isLive } from '../analysis/comparison.ts';
import type { ScenarioSummary, Summary } from '../analysis/summary.ts';
import type { Interval } from '../stats/interval.ts';

/** One of the figures that a model is chosen by. */
export interface Cost {
  readonly metric: ComparedMetric;
  readonly quantity: 'time' | 'amount';
  readonly title: string;
  readonly unit: Unit;
}

const [TIME, PSS, RSS, CPU, ITEM_TIME, ITEM_CPU] = [
  cost('wallMs', 'time'),
  cost('peakPssBytes', 'amount'),
  cost('peakRssBytes', 'amount'),
  cost('cpuMs', 'amount'),
  cost('itemMs', 'time'),
  cost('itemCpuMs', 'amount'),
];

/** Of a job first, then of an item once up as far as the run measured it. Memory is RSS where the system has no PSS. */
export function costsOf({ scenarios }: Summary): readonly Cost[] {
  const isKnown = (one: Cost) =>
    scenarios.some((scenario) => medianOf(scenario, one.metric) !== null);
  return [TIME, isKnown(PSS) ? PSS : RSS, CPU, ...[ITEM_TIME, ITEM_CPU].filter(isKnown)];
}

/** Null where a scenario has no figures, or not this one. */
export function medianOf(
  { valid, metrics, onceUp }: ScenarioSummary,
  metric: ComparedMetric,
): Interval | null {
  if (!valid) return null;
  return isLive(metric) ? (onceUp?.[metric] ?? null) : metrics[metric];
}

function cost(metric: ComparedMetric, quantity: Cost['quantity']): Cost {
  const { title, unit } = isLive(metric) ? LIVE_METRICS[metric] : METRICS[metric];
  return { metric, quantity, title, unit };
}
