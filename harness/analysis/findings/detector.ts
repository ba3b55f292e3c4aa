import type { CompletedTrial } from '../../../results/format.ts';
import type { Finding, FindingCode } from '../finding.ts';
import type { ScenarioSummary, Summary } from '../summary.ts';
import { completedTrials } from '../trials.ts';

/** One thing to look for in a run. Pure: the same run has the same findings. */
export interface Detector {
  readonly code: FindingCode;
  readonly severity: Finding['severity'];
  readonly detect: (summary: Summary) => readonly Sighting[];
}

/** A finding without what its detector says of all of them. */
export type Sighting = Omit<Finding, 'code' | 'severity'>;

type Words = Omit<Sighting, 'scenario'>;

/** Asks of every scenario that has figures what is to be said of it; null is nothing. */
export function inEachScenario(
  look: (
    trials: readonly CompletedTrial[],
    scenario: ScenarioSummary,
    all: Summary,
  ) => Words | null,
): Detector['detect'] {
  return (summary) =>
    summary.scenarios.flatMap((each) => {
      const trials = completedTrials(summary.run, each.scenario.id);
      const words = each.valid ? look(trials, each, summary) : null;
      return words === null ? [] : [{ scenario: each.scenario.id, ...words }];
    });
}

/** Asks once of the whole run. */
export function inRun(look: (summary: Summary) => Words | null): Detector['detect'] {
  return (summary) => {
    const words = look(summary);
    return words === null ? [] : [{ scenario: null, ...words }];
  };
}
