import type { Side } from '../../../results/format.ts';
import { METRICS } from '../../../results/metrics.ts';
import type { MetricVerdict } from '../verdict.ts';
import type { CheckedRun } from './text.ts';
import { headline } from './headline.ts';

/** Of this document, not of the run file. Keys are explained in docs/check.md. */
const FORMAT_VERSION = 1;

/** The document of `check --json`; made by hand so that it can outlive internal names. */
export function checkJson({ result, run }: CheckedRun): string {
  const { comparison } = run;
  const document = {
    formatVersion: FORMAT_VERSION,
    outcome: result.outcome,
    headline: headline(result),
    base: comparison && jsonSide(comparison.base),
    head: comparison && jsonSide(comparison.head),
    plant: comparison?.plant ?? null,
    falseAlarmRate: result.falseAlarmRate,
    verdicts: result.verdicts.map(jsonVerdict),
    findings: result.findings.map(({ code, severity, scenario, seen, advice }) => ({
      ...{ code, severity, scenario, seen, advice },
    })),
  };
  return JSON.stringify(document, null, 2);
}

function jsonSide({ ref, gitCommit, gitDirty }: Side) {
  return { ref, commit: gitCommit, dirty: gitDirty };
}

function jsonVerdict(verdict: MetricVerdict) {
  const { model, metric, kind, effect, confirmation } = verdict;
  return {
    ...{ model, workload: verdict.workload, metric, relativeTo: verdict.relativeTo ?? null },
    unit: verdict.relativeTo === undefined ? METRICS[metric].unit : 'ratio',
    ...{ kind, verdict: verdict.verdict },
    ...{ base: verdict.base, head: verdict.head, rounds: verdict.rounds },
    effect: effect && { estimate: effect.estimate, low: effect.low, high: effect.high },
    smallestEffect: verdict.smallestEffect,
    moreRounds: verdict.moreRounds,
    confirmation: confirmation && {
      rounds: confirmation.rounds,
      effect: confirmation.effect,
      confirmed: confirmation.confirmed,
    },
  };
}
