import { median } from 'simple-statistics';

import type { MetricName } from '../../../results/metrics.ts';
import { valueOf } from '../../analysis/trials.ts';
import { type Difference, pairedDifference } from '../../stats/difference.ts';
import {
  adjusted,
  judgedMetrics,
  type MetricTest,
  type UnadjustedTest,
  worseness,
} from '../metric-test.ts';
import { lookAlpha, lookAt, type Rule } from '../rule.ts';
import type { ComparedModel, PairedRound } from './compared-models.ts';

/** One metric of one model, tested on the rounds of its last look. */
export interface PairedTest extends MetricTest {
  readonly compared: ComparedModel;
}

/** Two values of one metric, measured in the same round. */
interface Pair {
  readonly base: number;
  readonly head: number;
}

/**
 * Tests of all models. Rounds beyond the last look wait for the next: judging at other moments than
 * the looks would not be paid for. Models may stand at different looks, since one that is decided
 * takes no more rounds: Holm's bound needs only that the smallest p of the equal pairs is small by
 * chance in no more than alpha of the looks' union, and that is what the split pays for.
 */
export function pairedTests(models: readonly ComparedModel[], rule: Rule): readonly PairedTest[] {
  return adjusted(models.flatMap((compared) => testsOf(compared, rule)));
}

/** Rounds in which both have a value; only positive ones have a ratio. */
export function pairsOf(rounds: readonly PairedRound[], metric: MetricName): readonly Pair[] {
  return rounds.flatMap((round) => {
    const base = valueOf(round.base, metric) ?? 0;
    const head = valueOf(round.head, metric) ?? 0;
    return base > 0 && head > 0 ? [{ base, head }] : [];
  });
}

/** How much worse the head is, from every round: what slows a whole round cancels. */
export function worsening(
  pairs: readonly Pair[],
  metric: MetricName,
  boundAlpha: number,
): Difference {
  const differences = pairs.map(({ base, head }) => worseness(metric, head / base));
  return pairedDifference(differences, boundAlpha);
}

function testsOf(
  compared: ComparedModel,
  rule: Rule,
): readonly (UnadjustedTest & Pick<PairedTest, 'compared'>)[] {
  const look = lookAt(rule, compared.sample.length);
  const judged = compared.sample.slice(0, look ?? compared.sample.length);
  const has = (metric: MetricName) => pairsOf(judged, metric).length > 0;
  return judgedMetrics(has).map(({ metric, kind, smallestRelevant }) => {
    const pairs = pairsOf(judged, metric);
    const base = median(pairs.map((pair) => pair.base));
    const head = median(pairs.map((pair) => pair.head));
    return {
      ...{ compared, scenario: compared.head, metric, relativeTo: null, kind, base, head },
      rounds: pairs.length,
      difference: worsening(pairs, metric, rule.marginAlpha / rule.looks.length),
      smallestRelevant: smallestRelevant / base,
      ...{ alpha: lookAlpha(rule), atLook: look !== null },
    };
  });
}
