import { LIVE_METRIC_NAMES } from '../../../results/live-metrics.ts';
import { isLive } from '../../analysis/comparison.ts';
import { contenders, rank, RANKED_METRICS, type Ranking } from '../../analysis/ranking.ts';
import { spread } from '../../analysis/spread.ts';
import { labelOf, type ScenarioSummary, type Summary } from '../../analysis/summary.ts';
import { formatValue } from '../../text/format.ts';
import { type Cell, columnsOf, type Table } from '../../text/table.ts';
import { rankedTitle } from './cells.ts';

/** Place of every model in what is ranked, and how much its trials differ among themselves. */
export function rankTable(summary: Summary): Table {
  const models = contenders(summary);
  const live = models.some(({ onceUp }) => onceUp !== null) ? LIVE_METRIC_NAMES : [];
  const rankings = [...RANKED_METRICS, ...live].map((metric) => rank(summary, metric));
  const unranked = rankings.every(({ ranks }) => ranks === null);
  return {
    title: 'Ranks and spread',
    columns: columnsOf(
      ['model'],
      rankings.map(({ metric }) => rankedTitle(metric)),
    ),
    rows: models.map((model) => [
      { value: labelOf(model) },
      ...rankings.map((ranking) => rankCell(summary, ranking, model)),
    ]),
    notes: [
      unranked
        ? 'Too few rounds for ranks.'
        : 'Models share a rank when no difference was detected (95 % confidence across all pairs).',
      'Below: spread, the middle half of the trials as a share of their median.',
    ],
  };
}

function rankCell(summary: Summary, { metric, ranks }: Ranking, model: ScenarioSummary): Cell {
  const { id } = model.scenario;
  const place = ranks?.get(id);
  const share = isLive(metric) ? null : spread(summary.run, id, metric);
  return {
    ...(place === undefined ? { value: 'n/a' } : { value: String(place), sortBy: place }),
    ...(share !== null && { detail: formatValue(share, 'share') }),
  };
}
