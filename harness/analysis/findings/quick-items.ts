import { median, min } from 'simple-statistics';

import type { Scenario } from '../../../results/format.ts';
import { formatList, formatValue } from '../../text/format.ts';
import { contenders } from '../ranking.ts';
import { labelOf, type ScenarioSummary, type Summary } from '../summary.ts';
import { trialCost } from '../trial-cost.ts';
import { completedTrials } from '../trials.ts';
import { type Detector, inRun } from './detector.ts';

/** Of the time of the fastest model, what the work of all items takes one after the other. */
const WORK_SHARE = 0.1;
/** Work of this many ms is enough to compare models by. */
const ENOUGH_MS = 1000;
/** Largest --items. */
const MOST_ITEMS = 10_000_000;

export const itemsTooQuick: Detector = {
  code: 'items-too-quick',
  severity: 'warning',
  detect: inRun((summary) => {
    const models = contenders(summary);
    const times = models.flatMap(({ metrics }) => metrics.wallMs?.estimate ?? []);
    const work = workOf(models.map(({ scenario }) => scenario));
    if (work === null || times.length === 0) return null;
    const { items, itemMs } = work;
    const share = (items * itemMs) / min(times);
    if (share >= WORK_SHARE) return null;
    const all = formatValue(items * itemMs, 'ms');
    return {
      seen: `one item takes ${formatValue(itemMs, 'ms')} of work and all ${items} take ${all}, which is ${formatValue(share, 'share')} of the time of the fastest model${overheads(summary, models)}`,
      advice: `This run compares start-up and dispatch, not the work. ${itemsAdvice(itemMs)} ${batchAdvice(models)}`,
    };
  }),
};

/** The items of a run are those of all its models. */
function workOf(scenarios: readonly Scenario[]) {
  for (const { settings, expected } of scenarios) {
    const itemMs = expected?.itemMs?.median ?? null;
    if (settings !== null && itemMs !== null) return { items: settings.items, itemMs };
  }
  return null;
}

/** `; with dispatch it took 12 µs in single-threaded and 20 µs in child-processes`. */
function overheads({ run }: Summary, models: readonly ScenarioSummary[]): string {
  const each = models.flatMap((model) => {
    const { id, settings } = model.scenario;
    const costs = completedTrials(run, id).flatMap(
      (trial) => trialCost(trial, settings?.items ?? NaN)?.itemMs ?? [],
    );
    const itemMs = costs.length === 0 ? 0 : median(costs);
    return itemMs === 0 ? [] : [`${formatValue(itemMs, 'ms')} in ${labelOf(model)}`];
  });
  return each.length === 0 ? '' : `; with dispatch it took ${formatList(each)}`;
}

function itemsAdvice(itemMs: number): string {
  const items = Math.ceil(Number((ENOUGH_MS / itemMs).toPrecision(2)));
  const enough = formatValue(ENOUGH_MS, 'ms');
  if (itemMs > 0 && items <= MOST_ITEMS)
    return `--items ${items} would be about ${enough} of work.`;
  return `Even --items ${MOST_ITEMS} would be less than ${enough} of work: give each item more work.`;
}

/** A batch is handed over as a whole, so batches cost messages and items do not. */
function batchAdvice(models: readonly ScenarioSummary[]): string {
  const [first] = models;
  const { items = 0, batchSize = 0 } = first?.scenario.settings ?? {};
  const sent = models.flatMap((model) => {
    const messages = model.metrics.messages?.estimate ?? 0;
    return messages === 0 ? [] : [`${Math.round(messages)} in ${labelOf(model)}`];
  });
  const messages = sent.length === 0 ? '' : ` (messages: ${formatList(sent)})`;
  const batches = Math.ceil(items / batchSize);
  return `--batch-size ${batchSize} makes ${batches} ${batches === 1 ? 'batch' : 'batches'}${messages}; smaller ones cost more messages.`;
}
