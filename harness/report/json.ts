import type { MetricName } from '../../results/metrics.ts';
import type { ScenarioSummary, Summary } from '../analysis/summary.ts';

/** Of this document, not of the run file. */
const FORMAT_VERSION = 1;

/** The document of `compare --json`; made by hand so that it can outlive internal names. */
export function jsonReport({ scenarios, run }: Summary): string {
  const document = {
    formatVersion: FORMAT_VERSION,
    status: run.status,
    scenarios: scenarios.map(jsonScenario),
  };
  return JSON.stringify(document, null, 2);
}

/** A scenario that is not valid has a digest but no figures. */
function jsonScenario(summary: ScenarioSummary) {
  const { scenario, speedup, cpuOverFloor } = summary;
  const figures = (metric: MetricName) =>
    summary.valid ? interval(summary.metrics[metric]) : null;
  return {
    model: scenario.model,
    kind: scenario.kind,
    workload: scenario.workload,
    valid: summary.valid,
    trials: summary.completed,
    failed: summary.failed + summary.invalid,
    timeMs: figures('wallMs'),
    cpuMs: figures('cpuMs'),
    peakRssBytes: figures('peakRssBytes'),
    peakPssBytes: figures('peakPssBytes'),
    cpuOverFloor: cpuOverFloor?.ratio ?? null,
    speedup: speedup && { ratio: speedup.ratio, low: speedup.low, high: speedup.high },
    digest: summary.digest,
  };
}

function interval(value: { estimate: number; low: number; high: number } | null) {
  return value && { median: value.estimate, low: value.low, high: value.high };
}
