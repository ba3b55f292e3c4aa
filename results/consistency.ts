import type { RunFile } from './format.ts';
import type { CompletedTrial } from './trial-format.ts';

/** What zod hands to a refinement, as far as it is used here. */
interface Issues {
  addIssue(issue: { code: 'custom'; path: (string | number)[]; message: string }): void;
}

/** Adds an issue for whatever parts of a run contradict one another: no figure of it can be right. */
export function addInconsistencies(run: RunFile, issues: Issues): void {
  const add = (message: string, ...path: (string | number)[]) => {
    issues.addIssue({ code: 'custom', path, message });
  };
  checkScenarios(run, add);
  checkTrials(run, add);
  checkMetricNames(run, add);
  checkCompleteness(run, add);
}

type Add = (message: string, ...path: (string | number)[]) => void;

function checkScenarios({ scenarios, comparison }: RunFile, add: Add): void {
  const seen = new Set<string>();
  for (const [index, { id, arm }] of scenarios.entries()) {
    if (seen.has(id)) add('another scenario has this id', 'scenarios', index, 'id');
    seen.add(id);
    if ((arm === null) !== (comparison === null)) {
      add(
        'a scenario has an arm where a check compares, and only there',
        'scenarios',
        index,
        'arm',
      );
    }
  }
}

function checkTrials(run: RunFile, add: Add): void {
  const ids = new Set(run.scenarios.map(({ id }) => id));
  // A check may confirm in rounds beyond those it was asked for.
  const rounds = run.comparison === null ? run.rounds : Infinity;
  const seen = new Set<string>();
  for (const [index, trial] of run.trials.entries()) {
    const { scenario, round } = trial;
    if (!ids.has(scenario)) add('no scenario has this id', 'trials', index, 'scenario');
    if (round < -run.warmupRounds || round >= rounds) {
      add('the run has no such round', 'trials', index, 'round');
    }
    const key = `${round} ${scenario}`;
    if (seen.has(key)) add('another trial is of this scenario and round', 'trials', index);
    seen.add(key);
    if (trial.status === 'completed' && trial.digest !== run.expected.digest) {
      add('a completed trial has the expected digest', 'trials', index, 'digest');
    }
  }
}

/** One program wrote all trials, so a name that one of them lacks was lost. */
function checkMetricNames({ trials }: RunFile, add: Add): void {
  let first: string | undefined;
  for (const [index, trial] of trials.entries()) {
    if (trial.status !== 'completed') continue;
    const names = metricNames(trial);
    first ??= names;
    if (names !== first) {
      add('other metrics than in the first completed trial', 'trials', index, 'metrics');
    }
  }
}

function metricNames({ metrics }: CompletedTrial): string {
  return Object.keys(metrics).sort().join();
}

/** A check may end before all rounds asked for. */
function checkCompleteness(run: RunFile, add: Add): void {
  if (run.status !== 'complete' || run.comparison !== null) return;
  const wanted = run.scenarios.length * (run.warmupRounds + run.rounds);
  if (run.trials.length !== wanted) {
    add(`a complete run has ${wanted} trials, not ${run.trials.length}`, 'trials');
  }
}
