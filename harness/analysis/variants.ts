import type { RunFile, Scenario } from '../../results/format.ts';
import type { MetricName } from '../../results/metrics.ts';
import { compare, type Comparison } from './comparison.ts';
import type { ScenarioSummary, Summary } from './summary.ts';

/** What a variant is compared with its main model by. */
export const VARIANT_METRICS = ['wallMs', 'cpuMs', 'peakPssBytes'] as const satisfies MetricName[];

/** Variant over main model in the same rounds; null where either has no figures. */
export type OverMain = Readonly<Record<(typeof VARIANT_METRICS)[number], Comparison | null>>;

/** A main model with the variants of it that were run. */
export interface Family {
  readonly main: ScenarioSummary;
  readonly variants: readonly ScenarioSummary[];
}

/** Main models that have variants in this run, in its order. */
export function families({ scenarios }: Summary): readonly Family[] {
  return scenarios
    .map((main) => ({
      main,
      variants: scenarios.filter(({ scenario }) => scenario.main === main.scenario.id),
    }))
    .filter(({ variants }) => variants.length > 0);
}

/** Null for what is no variant, or one without its main model. */
export function overMain(run: RunFile, { id, main }: Scenario): OverMain | null {
  if (main === null) return null;
  const ratios = VARIANT_METRICS.map((metric) => [metric, compare(run, id, main, metric)]);
  return Object.fromEntries(ratios) as OverMain;
}

/** What models are compared by: variants beside their main model have tables of their own. */
export function withoutVariants(summary: Summary): Summary {
  return {
    ...summary,
    scenarios: summary.scenarios.filter(({ scenario }) => scenario.main === null),
  };
}
