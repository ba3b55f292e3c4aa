import type { RatioInterval } from '../stats/ratio.ts';
import { formatList, formatRatio, formatRatioRange } from '../text/format.ts';
import type { Ranking } from './ranking.ts';
import { labelOf, type ScenarioSummary } from './summary.ts';

/** `1.24x (1.18-1.31)`, and a word where the interval holds 1. */
export function ratioText(interval: RatioInterval | null): string {
  if (interval === null) return 'not compared';
  const { ratio, low, high } = interval;
  const alike = low <= 1 && high >= 1 ? ', no difference seen' : '';
  return `${formatRatio(ratio)}x (${formatRatioRange(interval)}${alike})`;
}

/** `worker-threads took 1.07x (1.04-1.10) and child-processes 1.25x (1.20-1.30)` */
export function ratiosText(
  { ratio }: Ranking,
  models: readonly ScenarioSummary[],
  verb: 'took' | 'takes',
  reference: ScenarioSummary,
): string {
  const each = models.map((model, index) => {
    const times = ratioText(ratio(model.scenario.id, reference.scenario.id));
    return `${labelOf(model)} ${index === 0 ? `${verb} ` : ''}${times}`;
  });
  return formatList(each);
}
