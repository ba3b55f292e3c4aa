import { FORMAT_VERSION } from '../../results/format.ts';
import type { ScenarioSummary, Summary } from '../analysis/summary.ts';

/** The document of `compare --json`; made by hand so that it can outlive internal names. */
export function jsonReport({ scenarios, run }: Summary): string {
  const document = {
    formatVersion: FORMAT_VERSION,
    status: run.status,
    scenarios: scenarios.map(jsonScenario),
  };
  return JSON.stringify(document, null, 2);
}

function jsonScenario(summary: ScenarioSummary) {
  const { scenario, metrics, speedup, cpuOverFloor } = summary;
  return {
    model: scenario.model,
    kind: scenario.kind,
    workload: scenario.workload,
    valid: summary.valid,
    trials: summary.completed,
    failed: summary.failed + summary.invalid,
    timeMs: interval(metrics.wallMs),
    cpuMs: interval(metrics.cpuMs),
    peakRssBytes: interval(metrics.peakRssBytes),
    peakPssBytes: interval(metrics.peakPssBytes),
    cpuOverFloor: cpuOverFloor?.ratio ?? null,
    speedup: speedup && { ratio: speedup.ratio, low: speedup.low, high: speedup.high },
    digest: summary.digest,
  };
}

function interval(value: { estimate: number; low: number; high: number } | null) {
  return value && { median: value.estimate, low: value.low, high: value.high };
}
