import { rank } from '../../analysis/ranking.ts';
import type { ScenarioSummary, Summary } from '../../analysis/summary.ts';
import type { MetricName } from '../../../results/metrics.ts';
import { METRICS } from '../../../results/metrics.ts';
import { formatList, formatRatio, formatValue } from '../format.ts';

/** Who took least time, as far as the rounds tell. */
export function timeTitle(summary: Summary): string {
  const { contenders, ranks, ratio } = rank(summary, 'wallMs');
  const [first, ...others] = contenders;
  if (first === undefined) return 'No model has a time';
  if (others.length === 0) return `${first.scenario.id} took ${figure(first, 'wallMs')}`;
  if (ranks === null) return `Too few rounds to say which model is fastest`;
  const best = contenders.filter(({ scenario }) => ranks.get(scenario.id) === 1);
  if (best.length > 1) {
    return `No difference in time seen between ${formatList(best.map(({ scenario }) => scenario.id))}`;
  }
  const behind = others.map(({ scenario }) => {
    const times = ratio(scenario.id, first.scenario.id);
    return `${scenario.id} took ${times === null ? 'longer' : `${formatRatio(times.ratio)} times as long`}`;
  });
  return `${first.scenario.id} is fastest with ${figure(first, 'wallMs')}; ${formatList(behind)}`;
}

/** The models with least and most of a metric. */
export function spanTitle(summary: Summary, metric: MetricName, what: string): string {
  const models = summary.scenarios
    .filter(({ scenario, valid, metrics }) => valid && scenario.kind === 'model' && metrics[metric])
    .toSorted((a, b) => (a.metrics[metric]?.estimate ?? 0) - (b.metrics[metric]?.estimate ?? 0));
  const says = models.map((model) => `${figure(model, metric)} in ${model.scenario.id}`);
  return says.length === 0 ? `No model has ${what}` : `${what}: ${formatList(says)}`;
}

function figure({ metrics }: ScenarioSummary, metric: MetricName): string {
  return formatValue(metrics[metric]?.estimate ?? null, METRICS[metric].unit);
}
