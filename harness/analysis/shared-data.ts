import type { Scenario } from '../../results/format.ts';
import type { MetricName } from '../../results/metrics.ts';
import type { Interval } from '../stats/interval.ts';
import { hodgesLehmann } from '../stats/signed-rank.ts';
import { contenders, validBaseline } from './ranking.ts';
import { comparisonConfidence } from './confidence.ts';
import { type ScenarioSummary, type Summary } from './summary.ts';
import { trialsByRound, valueOf } from './trials.ts';

/** What the data costs that all workers of a workload read. */
export interface SharedDataCost {
  readonly model: ScenarioSummary;
  /** Of the data; what `share` returns. */
  readonly bytes: number;
  readonly isBaseline: boolean;
  /** How often the model holds it; null where its file does not say what its workers see of it. */
  readonly copies: number | null;
  /** Peak PSS above that of the baseline, in the same rounds; null for the baseline itself. */
  readonly overBaseline: Interval | null;
}

/** Of every model of a workload that shares data. */
export function sharedDataCosts(summary: Summary): readonly SharedDataCost[] {
  const baseline = validBaseline(summary);
  return contenders(summary).flatMap((model) => {
    const { id, sharedBytes } = model.scenario;
    if (sharedBytes === null) return [];
    const isBaseline = id === baseline;
    const other = isBaseline ? null : baseline;
    return {
      ...{ model, isBaseline, bytes: sharedBytes, copies: copiesOf(model.scenario) },
      overBaseline: other === null ? null : difference(summary, [id, other], 'peakPssBytes'),
    };
  });
}

/** Threads hold it once whatever they share beside it, since it lies on a SharedArrayBuffer. */
function copiesOf({ isolation, sharing, settings }: Scenario): number | null {
  if (isolation === null) return null;
  if (isolation !== 'process' || sharing === 'bytes') return 1;
  return settings?.workers ?? null;
}

function difference(
  { run }: Summary,
  ids: readonly [string, string],
  metric: MetricName,
): Interval | null {
  const differences = trialsByRound(run, ids).flatMap((trials) => {
    const [head, base] = trials.map((trial) => valueOf(trial, metric));
    return typeof head === 'number' && typeof base === 'number' ? [head - base] : [];
  });
  return differences.length === 0 ? null : hodgesLehmann(differences, comparisonConfidence(run));
}
