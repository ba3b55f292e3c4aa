import { rank, RANKED_METRICS } from '../../analysis/ranking.ts';
import { comparisonWords } from '../../analysis/ratio-text.ts';
import { labelOf, type ScenarioSummary, type Summary } from '../../analysis/summary.ts';
import type { MetricName } from '../../../results/metrics.ts';
import { METRICS } from '../../../results/metrics.ts';
import { formatList, formatValue } from '../../text/format.ts';

/** Which model had the lowest time, as far as the rounds tell. */
export function timeTitle(summary: Summary): string {
  const { contenders, ranks, ratio } = rank(summary, 'wallMs');
  const [first] = contenders;
  if (first === undefined) return 'No model has a time';
  if (contenders.length === 1) return `${labelOf(first)} took ${figure(first, 'wallMs')}`;
  if (ranks === null) return 'Too few rounds to say which model is fastest';
  const [best = first, ...alike] = contenders.filter(
    ({ scenario }) => ranks.get(scenario.id) === 1,
  );
  if (alike.length > 0) {
    return `No difference in time detected between ${formatList([best, ...alike].map(labelOf))}`;
  }
  const behind = contenders.flatMap((model) => {
    const slower = model === best ? null : ratio(model.scenario.id, best.scenario.id);
    return slower === null ? [] : `${labelOf(model)} ${comparisonWords(slower, 'time').words}`;
  });
  return `${labelOf(best)} had the lowest time, ${figure(best, 'wallMs')}: ${behind.join(', ')}`;
}

/** Every model's median of a metric, least first, and between which no difference was detected. */
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
  return shared.map((ids) => `; no difference detected between ${formatList(ids)}`).join('');
}

function figure({ metrics }: ScenarioSummary, metric: MetricName): string {
  return formatValue(metrics[metric]?.estimate ?? null, METRICS[metric].unit);
}
