import type { RunFile } from '../../results/format.ts';
import { formatCounts, formatList } from '../text/format.ts';
import { compare, type ComparedMetric } from './comparison.ts';
import { CONFIDENCE, isRanked, LAUNCH_LOOKS, roundsToCompare, validPairs } from './confidence.ts';
import { contenders, rank } from './ranking.ts';
import { comparisonText, comparisonWords, isDetected } from './ratio-text.ts';
import type { Recommendation } from './recommendation.ts';
import { labelOf, type ScenarioSummary, type Summary } from './summary.ts';

/** Of the other models, those that a sentence names; the tables have all. */
const MOST_NAMED = 3;

/** ` for a job of 1000 items`; nothing where models differ in that. */
export function jobText(summary: Summary): string {
  const models = contenders(summary);
  const [items, ...others] = new Set(models.map(({ scenario }) => scenario.settings?.items));
  return items === undefined || others.length > 0
    ? ''
    : ` for a job of ${formatCounts([items], 'item')}`;
}

/** `worker-threads was 1.07x slower (95 % CI 1.01-1.14)`, `it was 1.25x faster than single-threaded (…)`. */
export function timeText(recommendation: Recommendation): string {
  const { others, isBaseline } = recommendation;
  const compared = others.slice(0, MOST_NAMED).flatMap((other) => {
    const comparison = timeBeside(recommendation, other);
    return comparison === null ? [] : [{ other, comparison }];
  });
  const differing = compared.filter(({ comparison }) => isDetected(comparison));
  const alike = compared.filter(({ comparison }) => !isDetected(comparison));
  const differences = differing.map(({ other, comparison }) =>
    isBaseline
      ? `${labelOf(other)} was ${comparisonText(comparison, 'time')}`
      : comparisonText(comparison, 'time', ` than ${labelOf(other)}`),
  );
  const unseen = alike.map(
    ({ other, comparison }) => `${labelOf(other)} (${comparisonWords(comparison, 'time').range})`,
  );
  const unnamed = others.length - MOST_NAMED;
  return [
    ...(differences.length === 0
      ? []
      : [`${isBaseline ? '' : 'it was '}${formatList(differences)}`]),
    ...(unseen.length === 0 ? [] : [`no difference detected for ${formatList(unseen)}`]),
    ...(unnamed > 0 ? [`the tables have ${formatCounts([unnamed], 'more model')}`] : []),
  ].join('; ');
}

/** `worker-threads used 1.32x more memory (1.27-1.36) and 1.57x more CPU (1.51-1.65)` */
export function costsText(summary: Summary, { best, others, isBaseline }: Recommendation): string {
  // What is recommended against the baseline has its costs over that alone.
  const each = isBaseline
    ? others.slice(0, MOST_NAMED).flatMap((other) => usedText(summary, other, best, true))
    : others.slice(0, 1).flatMap((other) => usedText(summary, best, other, false));
  return each.length === 0 ? 'memory and CPU were not compared' : each.join('; ');
}

/** The answer for a server, and beside that for a job only where it differs. */
export function serverText(
  summary: Summary,
  server: Recommendation | null,
  job: Recommendation | null,
): string {
  if (server !== null) {
    return server.best === job?.best
      ? `${ONCE_UP} the answer is the same`
      : `${ONCE_UP} use ${labelOf(server.best)}: ${timeText(server)}`;
  }
  const models = rank(summary, 'itemMs').contenders;
  if (models.length < 2) return `${ONCE_UP} nothing was measured`;
  const launches = Math.min(...models.map(({ onceUp }) => onceUp?.launches ?? 0));
  return `${ONCE_UP} ${launchesText(launches, validPairs(summary.run).length)}`;
}

/** `20 rounds and 8 launches; all comparisons hold together with 95 % confidence.` */
export function confidenceText(summary: Summary): string {
  const { run, loss } = summary;
  const models = contenders(summary);
  const launches = models.flatMap(({ onceUp }) => onceUp?.launches ?? []);
  const counts = formatList([
    ...(models.length === 0
      ? []
      : [
          fewest(
            models.map(({ completed }) => completed),
            'round',
          ),
        ]),
    ...(launches.length === 0 ? [] : [fewest(launches, 'launch')]),
  ]);
  const ranked = ['wallMs', 'itemMs'] as const;
  const isSure = ranked.some((metric) => rank(summary, metric).ranks !== null);
  return sentence(summary, [
    counts === '' ? 'no model has figures' : `measured in ${counts}`,
    ...endingTexts(run),
    ...(isSure ? [`all comparisons hold together with ${100 * CONFIDENCE} % confidence`] : []),
    ...withoutFigures(summary),
    ...(run.status === 'complete' ? [] : [interruptedText(run.trials.length, loss)]),
  ]);
}

/** Why there are fewer rounds, or less work, than could have been. */
function endingTexts({ ending, schedule, scenarios }: RunFile): readonly string[] {
  const most = Math.max(...scenarios.map(({ rounds }) => rounds));
  return [
    ...(schedule.scale === 'quick' ? ['a first look (--quick)'] : []),
    ...(ending === 'decided'
      ? [`ended before the ${most} rounds asked for, since every comparison was decided`]
      : []),
    ...(ending === 'failed' ? ['ended after the first round, in which every model failed'] : []),
  ];
}

/** One sentence of several clauses; a label at its start stays as it is. */
export function sentence({ scenarios }: Summary, clauses: readonly string[]): string {
  const text = `${clauses.join('; ')}.`;
  if (scenarios.some((one) => text.startsWith(labelOf(one)))) return text;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const ONCE_UP = 'once up, as in a server,';

function timeBeside({ best, isBaseline, time }: Recommendation, other: ScenarioSummary) {
  const [head, base] = isBaseline ? [other, best] : [best, other];
  return time.ratio(head.scenario.id, base.scenario.id);
}

/** None where neither was measured. */
function usedText(
  { run }: Summary,
  head: ScenarioSummary,
  base: ScenarioSummary,
  isAboutHead: boolean,
): readonly string[] {
  const [ofHead, ofBase] = [head.scenario.id, base.scenario.id];
  const over = (metric: ComparedMetric) => compare(run, ofHead, ofBase, metric);
  const each = [
    { quantity: 'memory', comparison: over('peakPssBytes') ?? over('peakRssBytes') },
    { quantity: 'CPU', comparison: over('cpuMs') },
  ] as const;
  const known = each.flatMap(({ quantity, comparison }) =>
    comparison === null ? [] : [{ quantity, comparison }],
  );
  const differences = known
    .filter(({ comparison }) => isDetected(comparison))
    .map(({ quantity, comparison }) => comparisonText(comparison, quantity));
  const alike = known
    .filter(({ comparison }) => comparison.outcome === 'alike')
    .map(
      ({ quantity, comparison }) => `${quantity} (${comparisonWords(comparison, quantity).range})`,
    );
  const [subject, than] = isAboutHead ? [labelOf(head), ''] : ['it', ` than ${labelOf(base)}`];
  const unseen = 'no difference detected';
  if (differences.length > 0) {
    const used = `${subject} used ${formatList(differences)}${than}`;
    return [alike.length === 0 ? used : `${used}, with ${unseen} in ${formatList(alike)}`];
  }
  const other = labelOf(isAboutHead ? head : base);
  return alike.length === 0 ? [] : [`${unseen} for ${other} in ${formatList(alike)}`];
}

function launchesText(launches: number, pairs: number): string {
  const needed = roundsToCompare(pairs, LAUNCH_LOOKS);
  return launches < needed
    ? `${formatCounts([launches], 'launch')} cannot show which model is faster: it takes ${needed}`
    : 'no launch had all models, so they were not compared';
}

/** Models that were asked for beside those with figures. */
function withoutFigures(summary: Summary): readonly string[] {
  const models = contenders(summary);
  const others = summary.scenarios.filter(
    (one) => isRanked(summary.run, one.scenario) && !models.includes(one),
  );
  if (models.length === 0 || others.length === 0) return [];
  return [`no figures for ${formatList(others.map(labelOf))}`];
}

function interruptedText(trials: number, loss: string | null): string {
  if (loss !== null) return `the file of this run is ${loss}`;
  return `the run was interrupted after ${formatCounts([trials], 'trial')}`;
}

function fewest(counts: readonly number[], noun: 'round' | 'launch'): string {
  return formatCounts([Math.min(...counts)], noun);
}
