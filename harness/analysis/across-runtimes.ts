import type { MetricName } from '../../results/metrics.ts';
import { compare, type Comparison } from './comparison.ts';
import { homeRuntime } from './home.ts';
import type { ScenarioSummary, Summary } from './summary.ts';

/** A model as one runtime executes it. */
export interface RuntimeRow {
  readonly one: ScenarioSummary;
  /** The same model in the home runtime; null where it has no figures, and at home. */
  readonly twin: ScenarioSummary | null;
}

/** Every scenario of a run that was asked for runtimes, those of one model together; empty for any other run. */
export function acrossRuntimes({ run, scenarios }: Summary): readonly RuntimeRow[] {
  const names = run.runtimes.map(({ name }) => name);
  const home = homeRuntime(run);
  const asked = scenarios.filter(({ scenario }) => names.includes(scenario.runtime));
  const place = ({ scenario }: ScenarioSummary) => names.indexOf(scenario.runtime);
  return [...Map.groupBy(asked, ({ scenario }) => scenario.model).values()].flatMap((group) => {
    const atHome = group.find(({ scenario, valid }) => valid && scenario.runtime === home);
    return group
      .toSorted((a, b) => place(a) - place(b))
      .map((one) => ({ one, twin: one === atHome ? null : (atHome ?? null) }));
  });
}

/** How many times the figure of the same model at home it takes; null where there is none. */
export function overHome(
  { run }: Summary,
  { one, twin }: RuntimeRow,
  metric: MetricName,
): Comparison | null {
  return twin && compare(run, one.scenario.id, twin.scenario.id, metric);
}
