import { formatCounts, formatList, formatRatio } from '../text/format.ts';
import { contenders, rank, type Ranking, roundsToRank, sharedBaseline } from './ranking.ts';
import { ratiosText, ratioText } from './ratio-text.ts';
import { labelOf, type ScenarioSummary, type Summary } from './summary.ts';

/** Who won, by how much, at what cost and how sure that is: sentences computed from the figures. */
export function compareHeadline(summary: Summary): string {
  const models = contenders(summary);
  const [only] = models;
  if (only === undefined) return 'No model has figures.';
  if (models.length === 1) return `Only ${labelOf(only)} has figures: there is nothing to compare.`;
  const time = rank(summary, 'wallMs');
  const rounds = Math.min(...models.map(({ completed }) => completed));
  const seen = formatCounts([rounds], 'round');
  if (time.ranks === null) {
    return `Which model is faster cannot be said from ${seen}: take --rounds ${roundsToRank(models.length)} or more.`;
  }
  return `${result(summary, time)} (${seen}; 95 % sure of all these times together.)`;
}

function result(summary: Summary, time: Ranking): string {
  const first = time.contenders.filter(({ scenario }) => time.ranks?.get(scenario.id) === 1);
  const others = time.contenders.filter((model) => !first.includes(model));
  const baseline = sharedBaseline(summary);
  const base = time.contenders.find(({ scenario }) => scenario.id === baseline);
  if (base !== undefined && first.includes(base)) {
    const slower = time.contenders.filter((model) => model !== base);
    return `No model was faster than ${labelOf(base)} here: ${ratiosText(time, slower, 'took', base)} its time.`;
  }
  const reference = base ?? others[0];
  if (reference === undefined) {
    return `No difference in time was seen between ${formatList(first.map(labelOf))}.`;
  }
  const [winner = reference, ...alike] = first;
  if (alike.length > 0) {
    return `${formatList(first.map(labelOf))} were fastest, and no difference was seen between them: ${ratiosText(time, [reference], 'took', winner)} their time.`;
  }
  const speed = ratioText(time.ratio(reference.scenario.id, winner.scenario.id));
  return `${labelOf(winner)} was fastest: ${speed} the speed of ${labelOf(reference)}${costs(summary, winner, reference)}.`;
}

/** `, at 1.90x the CPU and 1.70x the memory`; without what the system cannot tell. */
function costs(summary: Summary, winner: ScenarioSummary, reference: ScenarioSummary): string {
  const words = { cpuMs: 'the CPU', peakPssBytes: 'the memory' } as const;
  const each = (['cpuMs', 'peakPssBytes'] as const).flatMap((metric) => {
    const { ratio } = rank(summary, metric);
    const times = ratio(winner.scenario.id, reference.scenario.id);
    return times === null ? [] : [`${formatRatio(times.ratio)}x ${words[metric]}`];
  });
  return each.length === 0 ? '' : `, at ${formatList(each)}`;
}
