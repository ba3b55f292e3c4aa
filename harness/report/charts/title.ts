import { rank, RANKED_METRICS } from '../../analysis/ranking.ts';
import { labelOf, type ScenarioSummary, type Summary } from '../../analysis/summary.ts';
import type { MetricName } from '../../../results/metrics.ts';
import { METRICS } from '../../../results/metrics.ts';
import { formatList, formatRatio, formatValue } from '../../text/format.ts';

/** Who took least time, as far as the rounds tell. */
export function timeTitle(summary: Summary): string {
  const { contenders, ranks, ratio } = rank(summary, 'wallMs');
  const [first, ...others] = contenders;
  if (first === undefined) return 'No model has a time';
  if (others.length === 0) return `${labelOf(first)} took ${figure(first, 'wallMs')}`;
  if (ranks === null) return `Too few rounds to say which model is fastest`;
  const best = contenders.filter(({ scenario }) => ranks.get(scenario.id) === 1);
  if (best.length > 1) {
    return `No difference in time seen between ${formatList(best.map(labelOf))}`;
  }
  const behind = others.map(({ scenario }) => {
    const times = ratio(scenario.id, first.scenario.id);
    return `${scenario.label} took ${times === null ? 'longer' : `${formatRatio(times.ratio)} times as long`}`;
  });
  return `${labelOf(first)} is fastest with ${figure(first, 'wallMs')}; ${formatList(behind)}`;
}

/** Every model's median of a metric, least first, and which of them the rounds do not tell apart. */
export function spanTitle(summary: Summary, metric: MetricName, what: string): string {
  const models = summary.scenarios
    .filter(({ scenario, valid, metrics }) => valid && scenario.kind === 'model' && metrics[metric])
    .toSorted((a, b) => (a.metrics[metric]?.estimate ?? 0) - (b.metrics[metric]?.estimate ?? 0));
  const says = models.map((model) => `${figure(model, metric)} in ${labelOf(model)}`);
  if (says.length === 0) return `No model has ${what}`;
  return `${what}: ${formatList(says)}${alike(summary, metric)}`;
}

/** Nothing is said of what is not ranked. */
function alike(summary: Summary, metric: MetricName): string {
  const ranked = RANKED_METRICS.find((one) => one === metric);
  const ranks = ranked === undefined ? null : rank(summary, ranked).ranks;
  if (ranks === null) return '';
  const groups = Map.groupBy(ranks.keys(), (id) => ranks.get(id));
  const labels = new Map(summary.scenarios.map((one) => [one.scenario.id, labelOf(one)]));
  const shared = [...groups.values()]
    .filter((ids) => ids.length > 1)
    .map((ids) => ids.map((id) => labels.get(id) ?? id));
  return shared.map((ids) => `; no difference seen between ${formatList(ids)}`).join('');
}

function figure({ metrics }: ScenarioSummary, metric: MetricName): string {
  return formatValue(metrics[metric]?.estimate ?? null, METRICS[metric].unit);
}
