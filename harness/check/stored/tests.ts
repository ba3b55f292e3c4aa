import { median } from 'simple-statistics';

import type { RunFile } from '../../../results/format.ts';
import { metricOf } from '../../../results/metrics.ts';
import type { Difference } from '../../stats/difference.ts';
import { chanceAbove, halfWidth, predict, type Prediction } from '../../stats/prediction.ts';
import { verdictOf } from '../decision.ts';
import { adjusted, type UnadjustedTest } from '../metric-test.ts';
import type { Rule } from '../rule.ts';
import type { MetricVerdict } from '../verdict.ts';
import { centreOf, type Quantity, roundValues } from './quantity.ts';

/** Runs behind a prediction below which its interval is too uncertain to make a check red. */
export const ENOUGH_RUNS = 5;

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
  const tests = quantities.flatMap((quantity) => {
    const test = testOf(stored, run, quantity, rule);
    if (test === null) return [];
    return [gating ? test : { ...test, kind: 'advisory' as const }];
  });
  return adjusted(tests).map((test) => {
    const verdict = verdictOf(test, rule);
    // One stored run shows no spread, so its difference to the new one is no effect yet.
    return test.difference.standardError === null ? { ...verdict, effect: null } : verdict;
  });
}

/** Null where the new run or all stored ones lack it. */
function testOf(
  stored: readonly RunFile[],
  run: RunFile,
  quantity: Quantity,
  rule: Rule,
): UnadjustedTest | null {
  const { scenario, metric, relativeTo } = quantity;
  const values = roundValues(run, quantity);
  const earlier = stored
    .map((one) => roundValues(one, quantity))
    .filter(({ length }) => length > 0);
  const { check } = metricOf(metric);
  if (values.length === 0 || earlier.length === 0 || check === null || check.kind === 'exact') {
    return null;
  }
  const base = median(earlier.map((one) => median([...one])));
  const centres = earlier.map((one) => centreOf(metric, one));
  return {
    ...{ scenario, metric, relativeTo: relativeTo?.model ?? null, kind: check.kind, base },
    ...{ head: median([...values]), rounds: values.length },
    difference: differenceOf(predict(centres, centreOf(metric, values)), rule.marginAlpha),
    smallestRelevant: relativeTo === null ? check.smallestRelevant / base : 0,
    // A run is judged once, at its end.
    ...{ alpha: rule.alpha, atLook: true },
  };
}

function differenceOf(prediction: Prediction, boundAlpha: number): Difference {
  const { difference: estimate, standardError, degrees } = prediction;
  const width = halfWidth(prediction, boundAlpha) ?? Infinity;
  return {
    ...{ estimate, low: estimate - width, high: estimate + width },
    pGreater: chanceAbove(prediction),
    pLess: chanceAbove({ ...prediction, difference: -estimate }),
    ...{ standardError, degrees, n: degrees + 1 },
  };
}
