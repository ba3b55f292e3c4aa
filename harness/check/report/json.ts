import type { Version } from '../../../results/format.ts';
import { printableJson } from '../../text/printable.ts';
import { jsonBudgets } from '../../report/tables/budgets.ts';
import { checkedMetric } from '../metric.ts';
import type { CheckedRun, MetricVerdict } from '../verdict.ts';
import { SAME_CODE } from '../unmeasured.ts';
import { checkHeadline } from './headline.ts';

/** Of this document, not of the run file. Keys are explained in docs/check.md. */
const FORMAT_VERSION = 2;

export type CheckDocument = ReturnType<typeof checkDocument>;

export function checkJson(checked: CheckedRun): string {
  return printableJson(checkDocument(checked));
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
    budgets: jsonBudgets(result.budgets),
    findings: result.findings.map(({ code, severity, scenario, seen, advice }) => ({
      ...{ code, severity, scenario, seen, advice },
    })),
  };
}

function jsonVersion({ ref, gitCommit, gitDirty }: Version) {
  return { ref, commit: gitCommit, dirty: gitDirty };
}

function jsonVerdict(verdict: MetricVerdict) {
  const { model, metric, kind, effect, confirmation, waiver } = verdict;
  return {
    ...{ model, workload: verdict.workload, metric, relativeTo: verdict.relativeTo ?? null },
    unit: verdict.relativeTo === undefined ? checkedMetric(metric).unit : 'ratio',
    ...{ kind, verdict: verdict.verdict },
    ...{ base: verdict.base, head: verdict.head, basis: verdict.basis, n: verdict.n },
    effect: effect && { estimate: effect.estimate, low: effect.low, high: effect.high },
    smallestEffect: verdict.smallestEffect,
    more: verdict.more,
    confirmation: confirmation && {
      n: confirmation.n,
      effect: confirmation.effect,
      confirmed: confirmation.confirmed,
    },
    waiver: waiver && {
      ceiling: waiver.ceiling,
      until: waiver.until,
      reason: waiver.reason,
      expired: waiver.expired,
    },
  };
}
