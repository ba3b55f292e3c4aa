import { contenders, rank, RANKED_METRICS } from '../../analysis/ranking.ts';
import { spread } from '../../analysis/spread.ts';
import { labelOf, type Summary } from '../../analysis/summary.ts';
import { formatValue } from '../../text/format.ts';
import { columnsOf, type Table } from '../../text/table.ts';
import { metricTitles } from './cells.ts';

/** Place of every model in what is ranked, and how much its trials differ among themselves. */
export function rankTable(summary: Summary): Table {
  const rankings = RANKED_METRICS.map((metric) => rank(summary, metric));
  const unranked = rankings.every(({ ranks }) => ranks === null);
  return {
    title: 'Ranks and spread',
    columns: columnsOf(['model'], metricTitles(RANKED_METRICS)),
    rows: contenders(summary).map((model) => [
      { value: labelOf(model) },
      ...rankings.map(({ metric, ranks }) => {
        const place = ranks?.get(model.scenario.id);
        const share = spread(summary.run, model.scenario.id, metric);
        return {
          ...(place === undefined ? { value: 'n/a' } : { value: String(place), sortBy: place }),
          ...(share !== null && { detail: formatValue(share, 'share') }),
        };
      }),
    ]),
    notes: [
      unranked
        ? 'Too few rounds for ranks.'
        : '1 + the models shown to take less, all pairs together with 95 % confidence: a shared rank is no difference seen.',
      'Below: spread, the middle half of the trials as a share of their median.',
    ],
  };
}
