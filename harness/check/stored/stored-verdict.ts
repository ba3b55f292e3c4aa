import { median, probit } from 'simple-statistics';

import { metricOf } from '../../../results/metrics.ts';
import type { RunFile } from '../../../results/format.ts';
import { chanceAbove, halfWidth, predict, type Prediction } from '../../stats/prediction.ts';
import { studentTQuantileAbove } from '../../stats/student-t.ts';
import { holm } from '../../stats/adjust.ts';
import { centreOf, type Quantity, valuesOf } from './quantity.ts';
import type { Rule } from '../paired/rule.ts';
import type { MetricVerdict, Verdict } from '../verdict.ts';

/** Runs behind a prediction below which its interval is too uncertain to make a check red. */
export const ENOUGH_RUNS = 5;

/** One quantity of a new run against those of stored ones; logarithms, above 0 is worse. */
interface StoredTest {
  readonly quantity: Quantity;
  readonly kind: 'gated' | 'advisory';
  readonly base: number;
  readonly head: number;
  readonly rounds: number;
  readonly prediction: Prediction;
  /** Differences smaller than the metric's floor, as a share of the base. */
  readonly floorShare: number;
}

/**
 * Verdicts on all quantities that the new run and every stored one have. With `gating` the gated
 * metrics may decide; without it all are advisory.
 */
export function storedVerdicts(
  stored: readonly RunFile[],
  run: RunFile,
  quantities: readonly Quantity[],
  { rule, gating }: { readonly rule: Rule; readonly gating: boolean },
): readonly MetricVerdict[] {
  const tests = quantities.flatMap((quantity) => testOf(stored, run, quantity, gating));
  return (['gated', 'advisory'] as const).flatMap((kind) => {
    const family = tests.filter((test) => test.kind === kind);
    const worse = holm(family.map(({ prediction }) => chanceAbove(prediction)));
    const better = holm(family.map(({ prediction }) => chanceAbove(turned(prediction))));
    return family.map((test, index) =>
      verdictOf(
        test,
        { worse: worse[index] ?? 1, better: better[index] ?? 1 },
        family.length,
        rule,
      ),
    );
  });
}

function testOf(
  stored: readonly RunFile[],
  run: RunFile,
  quantity: Quantity,
  gating: boolean,
): readonly StoredTest[] {
  const values = valuesOf(run, quantity);
  const earlier = stored.map((one) => valuesOf(one, quantity)).filter(({ length }) => length > 0);
  if (values.length === 0 || earlier.length === 0) return [];
  const { check } = metricOf(quantity.metric);
  const base = median(earlier.map((one) => median([...one])));
  const floor = check === null || check.kind === 'exact' ? 0 : check.floor;
  return [
    {
      quantity,
      kind: gating && check?.kind === 'gated' ? 'gated' : 'advisory',
      ...{ base, head: median([...values]), rounds: values.length },
      prediction: predict(earlier.map(centreOf), centreOf(values)),
      floorShare: quantity.relativeTo === null ? floor / base : 0,
    },
  ];
}

function verdictOf(
  test: StoredTest,
  p: { readonly worse: number; readonly better: number },
  family: number,
  rule: Rule,
): MetricVerdict {
  const { quantity, kind, base, head, rounds, prediction } = test;
  const { model, workload, metric, relativeTo } = quantity;
  const width = halfWidth(prediction, rule.marginAlpha);
  const { difference } = prediction;
  return {
    ...{ model, workload, metric, kind, base, head, rounds },
    ...(relativeTo === null ? {} : { relativeTo }),
    verdict: decide(test, p, rule),
    effect:
      width === null
        ? null
        : {
            estimate: Math.expm1(difference),
            low: Math.expm1(difference - width),
            high: Math.expm1(difference + width),
          },
    smallestEffect: smallestEffect(test, family, rule),
    // More rounds do not narrow what lies between runs.
    moreRounds: null,
    confirmation: null,
  };
}

/** The rule of the paired check: significant and large enough, or growth ruled out. */
function decide(
  { prediction, floorShare }: StoredTest,
  p: { readonly worse: number; readonly better: number },
  rule: Rule,
): Verdict {
  const enough = Math.log1p(Math.max(rule.minEffect, floorShare));
  const { difference } = prediction;
  if (p.worse <= rule.alpha && difference >= enough) return 'regressed';
  if (p.better <= rule.alpha && difference <= -enough) return 'improved';
  const width = halfWidth(prediction, rule.marginAlpha);
  const margin = Math.log1p(Math.max(rule.margin, floorShare));
  return width !== null && difference + width < margin ? 'unchanged' : 'inconclusive';
}

/** By the normal approximation about the critical t, were it the only effect in its family. */
function smallestEffect(
  { prediction, floorShare }: StoredTest,
  family: number,
  rule: Rule,
): number | null {
  const { standardError, degrees } = prediction;
  if (standardError === null) return null;
  const critical = studentTQuantileAbove(rule.alpha / family, degrees);
  const enough = Math.log1p(Math.max(rule.minEffect, floorShare)) / standardError;
  return Math.expm1((Math.max(critical, enough) + probit(rule.power)) * standardError);
}

function turned(prediction: Prediction): Prediction {
  return { ...prediction, difference: -prediction.difference };
}
