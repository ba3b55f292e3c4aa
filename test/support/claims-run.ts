import type { RunFile, Scenario } from '../../results/format.ts';
import { METRIC_NAMES } from '../../results/metrics.ts';
import { completedTrial, failedTrial, runOf, type RunParts, scenario } from './run.ts';

/** One case of a claim in one round: its figures, or why it has none. */
export interface Observed {
  readonly claim: string;
  readonly case: string;
  readonly round: number;
  readonly outcome: Readonly<Record<string, number>> | string;
}

/** A run of claims of which this was observed, six rounds asked for. */
export function claimsRun(observed: readonly Observed[], parts: RunParts = {}): RunFile {
  const cases = Map.groupBy(observed, idOf);
  const scenarios = [...cases].map(([id, [first]]) => program(id, first));
  const trials = observed.map((one) =>
    typeof one.outcome === 'string'
      ? failedTrial(idOf(one), one.round, one.outcome)
      : programTrial(idOf(one), one.round, one.outcome),
  );
  const run = runOf(scenarios, trials, { rounds: 6, warmupRounds: 0, ...parts });
  const groups = scenarios.map(({ group }) => group ?? '');
  const schedule = { ...run.schedule, command: 'claims' as const, arguments: [...new Set(groups)] };
  return { ...run, schedule: parts.schedule ?? schedule };
}

function idOf({ claim, case: label }: Observed): string {
  return `${claim}/${label}`;
}

function program(id: string, one: Observed | undefined): Scenario {
  const label = one?.case ?? '';
  return {
    ...scenario(label),
    ...{ id, label, group: one?.claim ?? null, kind: 'program', workload: null, model: label },
    ...{ analogue: null, settings: null, input: {}, mock: null, expected: null },
  };
}

/** The metrics among the figures become metrics; the others have none. */
function programTrial(id: string, round: number, given: Readonly<Record<string, number>>) {
  const names: readonly string[] = METRIC_NAMES;
  const figures = Object.entries(given).filter(([name]) => !names.includes(name));
  return {
    ...completedTrial(id, round, {}),
    metrics: Object.fromEntries(names.map((name) => [name, given[name] ?? null])),
    ...{ figures: Object.fromEntries(figures), digest: null, served: null },
  };
}
