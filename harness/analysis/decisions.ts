import type { Scenario } from '../../results/format.ts';
import { formatList } from '../text/format.ts';
import { contenders, rank, type RankedMetric, type Ranking, RANKED_METRICS } from './ranking.ts';
import { ratiosText, ratioText } from './ratio-text.ts';
import { labelOf, type ScenarioSummary, type Summary } from './summary.ts';

/** What to use when one thing matters most. */
export interface Decision {
  readonly need: string;
  /** Models; more than one where no difference was seen, none where nothing can be said. */
  readonly choose: readonly string[];
  /** The figures behind it. */
  readonly because: string;
}

const LEAST: Readonly<Record<RankedMetric, { readonly need: string; readonly what: string }>> = {
  wallMs: { need: 'least time', what: 'time' },
  peakPssBytes: { need: 'least memory', what: 'memory' },
  cpuMs: { need: 'least CPU', what: 'CPU' },
};

/** Properties of the models; what choosing them costs comes from the run. */
const PROPERTIES: readonly (Pick<Decision, 'need'> & {
  readonly fits: (scenario: Scenario) => boolean;
  readonly why: string;
})[] = [
  {
    need: 'isolation',
    fits: ({ isolation }) => isolation === 'process',
    why: 'a crash or a full heap of one worker leaves the others alone',
  },
  {
    need: 'shared objects',
    fits: ({ sharing }) => sharing === 'objects',
    why: 'workers see the same objects, without a copy',
  },
  {
    need: 'shared bytes, several cores',
    fits: ({ sharing, isolation }) => sharing === 'bytes' && isolation === 'thread',
    why: 'threads see the same bytes, objects are copied',
  },
];

/** When to use what, from the figures of the run alone. */
export function decisions(summary: Summary): readonly Decision[] {
  const rankings = RANKED_METRICS.map((metric) => rank(summary, metric));
  return [
    ...rankings.map(leastDecision),
    ...PROPERTIES.map(({ need, fits, why }) => {
      const models = contenders(summary).filter(({ scenario }) => fits(scenario));
      const prices = models.flatMap((model) => {
        const who = models.length === 1 ? 'it takes' : `${labelOf(model)} takes`;
        const price = priceOf(model, rankings);
        return price === '' ? [] : [`${who} ${price}`];
      });
      const none = 'no model of this run is known to offer it';
      return {
        need,
        choose: models.map(labelOf),
        because: models.length === 0 ? none : [why, ...prices].join('; '),
      };
    }),
  ];
}

function leastDecision(ranking: Ranking): Decision {
  const { metric, contenders: models, ranks } = ranking;
  const { need, what } = LEAST[metric];
  const [least, ...others] = models;
  if (least === undefined || others.length === 0) {
    return { need, choose: [], because: `fewer than two models have figures of ${what}` };
  }
  if (ranks === null) return { need, choose: [], because: 'too few rounds to tell' };
  const first = models.filter(({ scenario }) => ranks.get(scenario.id) === 1).map(labelOf);
  const alike = first.length > 1 ? `no difference seen between ${formatList(first)}: ` : '';
  return {
    need,
    choose: first,
    because: `${alike}${ratiosText(ranking, others, 'takes', least)} the ${what} of ${labelOf(least)}`,
  };
}

/** `1.25x (…) the least time and the least memory`: against the least of each metric it has. */
function priceOf({ scenario }: ScenarioSummary, rankings: readonly Ranking[]): string {
  const each = rankings.flatMap(({ metric, contenders: [least], ratio }) => {
    if (least === undefined) return [];
    const what = `the least ${LEAST[metric].what}`;
    if (least.scenario.id === scenario.id) return [what];
    const times = ratio(scenario.id, least.scenario.id);
    return times === null ? [] : [`${ratioText(times)} ${what}`];
  });
  return formatList(each);
}
