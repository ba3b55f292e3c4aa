import type { Version } from '../../../results/format.ts';
import { METRICS } from '../../../results/metrics.ts';
import type { CheckedRun, MetricVerdict } from '../verdict.ts';
import { SAME_CODE } from '../unmeasured.ts';
import { checkHeadline } from './headline.ts';

/** Of this document, not of the run file. Keys are explained in docs/check.md. */
const FORMAT_VERSION = 1;

export type CheckDocument = ReturnType<typeof checkDocument>;

export function checkJson(checked: CheckedRun): string {
  return JSON.stringify(checkDocument(checked), null, 2);
}

/** The document of `check --json`; made by hand so that it can outlive internal names. */
export function checkDocument({ run, file, result, sides }: CheckedRun) {
  return {
    formatVersion: FORMAT_VERSION,
    outcome: result.outcome,
    headline: checkHeadline(result),
    file,
    measured: run !== null,
    reason: result.findings.find(({ code }) => code === SAME_CODE)?.seen ?? null,
    base: sides && jsonVersion(sides.base),
    head: sides && jsonVersion(sides.head),
    plant: sides?.injection ?? null,
    falseAlarmRate: result.falseAlarmRate,
    verdicts: result.verdicts.map(jsonVerdict),
    findings: result.findings.map(({ code, severity, scenario, seen, advice }) => ({
      ...{ code, severity, scenario, seen, advice },
    })),
  };
}

function jsonVersion({ ref, gitCommit, gitDirty }: Version) {
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
