import { formatCounts, formatList, formatRatio } from '../text/format.ts';
import {
  contenders,
  rank,
  type RankedMetric,
  type Ranking,
  roundsToRank,
  sharedBaseline,
} from './ranking.ts';
import { ratiosText, ratioText } from './ratio-text.ts';
import { labelOf, type ScenarioSummary, type Summary } from './summary.ts';

/** Which models won, as a job and once up, by how much and at what cost: computed from the figures. */
export function compareHeadline(summary: Summary): string {
  const models = contenders(summary);
  const [only] = models;
  if (only === undefined) return 'No model has figures.';
  if (models.length === 1) return `Only ${labelOf(only)} has figures: there is nothing to compare.`;
  const rounds = models.map(({ completed }) => completed);
  const job = rank(summary, 'wallMs');
  const jobText =
    job.ranks === null
      ? `which model is faster cannot be said from ${fewest(rounds, 'round')}: take --rounds ${roundsToRank(models.length)} or more`
      : result(summary, job, JOB_COSTS);
  const live = rank(summary, 'itemMs');
  const launches = live.contenders.flatMap(({ onceUp }) => onceUp?.launches ?? []);
  const seen = [
    ...(job.ranks === null ? [] : [fewest(rounds, 'round')]),
    ...(live.ranks === null ? [] : [fewest(launches, 'launch')]),
  ];
  const sure = ` (${seen.join(' and ')}; simultaneous 95 % confidence intervals.)`;
  const sentences = `As a job${itemsText(models)}, ${jobText}. ${liveSentence(summary, live, launches)}`;
  return `${sentences}${seen.length === 0 ? '' : sure}`;
}

/** What the winner of a metric is said to cost, and the words for it. */
type Costs = readonly (readonly [metric: RankedMetric, words: string])[];

const JOB_COSTS: Costs = [
  ['cpuMs', 'the CPU'],
  ['peakPssBytes', 'the memory'],
];
const LIVE_COSTS: Costs = [['itemCpuMs', 'the CPU']];

function liveSentence(summary: Summary, live: Ranking, launches: readonly number[]): string {
  if (live.contenders.length < 2) return 'Once up, as in a server, was not measured.';
  if (live.ranks !== null) return `Once up, as in a server, ${result(summary, live, LIVE_COSTS)}.`;
  const needed = roundsToRank(live.contenders.length);
  const why =
    Math.min(...launches) < needed
      ? `from ${fewest(launches, 'launch')}: it takes ${needed}`
      : 'of all models together, which were not alive at once';
  return `Once up, as in a server, which is faster cannot be said ${why}.`;
}

function result(summary: Summary, time: Ranking, costs: Costs): string {
  const first = time.contenders.filter(({ scenario }) => time.ranks?.get(scenario.id) === 1);
  const others = time.contenders.filter((model) => !first.includes(model));
  const baseline = sharedBaseline(summary);
  const base = time.contenders.find(({ scenario }) => scenario.id === baseline);
  if (base !== undefined && first.includes(base)) {
    const slower = time.contenders.filter((model) => model !== base);
    return `no model was faster than ${labelOf(base)}: ${ratiosText(time, slower, 'took', base)} its time`;
  }
  const reference = base ?? others[0];
  if (reference === undefined) {
    return `no difference in time was seen between ${formatList(first.map(labelOf))}`;
  }
  const [winner = reference, ...alike] = first;
  if (alike.length > 0) {
    return `${formatList(first.map(labelOf))} were fastest, and no difference was seen between them: ${ratiosText(time, [reference], 'took', winner)} their time`;
  }
  const speed = ratioText(time.ratio(reference.scenario.id, winner.scenario.id));
  return `${labelOf(winner)} was fastest: ${speed} the speed of ${labelOf(reference)}${costsText(summary, costs, winner, reference)}`;
}

/** `, at 1.90x the CPU and 1.70x the memory`; without what the system cannot tell. */
function costsText(
  summary: Summary,
  costs: Costs,
  winner: ScenarioSummary,
  reference: ScenarioSummary,
): string {
  const each = costs.flatMap(([metric, words]) => {
    const times = rank(summary, metric).ratio(winner.scenario.id, reference.scenario.id);
    return times === null ? [] : [`${formatRatio(times.ratio)}x ${words}`];
  });
  return each.length === 0 ? '' : `, at ${formatList(each)}`;
}

/** ` of 1000 items`; nothing where models differ in that. */
function itemsText(models: readonly ScenarioSummary[]): string {
  const [items, ...others] = new Set(models.map(({ scenario }) => scenario.settings?.items));
  return items === undefined || others.length > 0 ? '' : ` of ${formatCounts([items], 'item')}`;
}

function fewest(counts: readonly number[], noun: 'round' | 'launch'): string {
  return formatCounts([Math.min(...counts)], noun);
}
