import type { RunFile, Scenario, TrialRecord } from './format.ts';
import type { CompletedTrial } from './trial-format.ts';

/** What zod hands to a refinement, as far as it is used here. */
interface Issues {
  addIssue(issue: { code: 'custom'; path: (string | number)[]; message: string }): void;
}

type Add = (message: string, ...path: (string | number)[]) => void;

/** Adds an issue for every two parts of a run that contradict one another. */
export function addInconsistencies(run: RunFile, issues: Issues): void {
  const add: Add = (message, ...path) => {
    issues.addIssue({ code: 'custom', path, message });
  };
  checkIds(run.environments, 'environments', 'machine', add);
  checkIds(run.scenarios, 'scenarios', 'scenario', add);
  checkReferences(run, add);
  checkTrials(run, add);
  checkMetricNames(run, add);
  checkCompleteness(run, add);
}

function checkIds(
  parts: readonly { readonly id: string }[],
  field: 'environments' | 'scenarios',
  what: string,
  add: Add,
): void {
  const seen = new Set<string>();
  for (const [index, { id }] of parts.entries()) {
    if (seen.has(id)) add(`another ${what} has this id`, field, index, 'id');
    seen.add(id);
  }
}

function checkReferences({ environments, scenarios }: RunFile, add: Add): void {
  const machines = new Set(environments.map(({ id }) => id));
  const ids = new Set(scenarios.map(({ id }) => id));
  for (const [index, scenario] of scenarios.entries()) {
    if (!machines.has(scenario.machine)) {
      add('no machine has this id', 'scenarios', index, 'machine');
    }
    for (const field of ['baseline', 'floor', 'main'] as const) {
      const id = scenario[field];
      if (id !== null && !ids.has(id)) add('no scenario has this id', 'scenarios', index, field);
    }
    if ((scenario.role === null) !== (scenario.version === null)) {
      const message = 'a scenario has a role where versions are compared, and only there';
      add(message, 'scenarios', index, 'role');
    }
  }
}

function checkTrials({ scenarios, schedule, trials }: RunFile, add: Add): void {
  const byId = new Map(scenarios.map((scenario) => [scenario.id, scenario]));
  const seen = new Set<string>();
  for (const [index, trial] of trials.entries()) {
    const scenario = byId.get(trial.scenario);
    if (scenario === undefined) add('no scenario has this id', 'trials', index, 'scenario');
    else checkTrial(trial, scenario, schedule.warmupRounds, index, add);
    const key = `${trial.round} ${trial.scenario}`;
    if (seen.has(key)) add('another trial is of this scenario and round', 'trials', index);
    seen.add(key);
  }
}

function checkTrial(
  trial: TrialRecord,
  scenario: Scenario,
  warmupRounds: number,
  index: number,
  add: Add,
): void {
  const { round, phase } = trial;
  if (round < -warmupRounds || (round >= scenario.rounds && !mayGoOn(scenario))) {
    add('the scenario has no such round', 'trials', index, 'round');
  }
  if ((phase === 'warm-up') !== round < 0) {
    add('rounds below 0 are warm-up, and no others', 'trials', index, 'phase');
  }
  const expected = scenario.expected?.digest ?? null;
  if (trial.status === 'completed' && trial.digest !== expected) {
    add('a completed trial has the expected digest', 'trials', index, 'digest');
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

function checkCompleteness({ status, schedule, scenarios, trials }: RunFile, add: Add): void {
  if (status !== 'complete') return;
  const counts = Map.groupBy(trials, ({ scenario }) => scenario);
  for (const [index, scenario] of scenarios.entries()) {
    if (mayGoOn(scenario)) continue;
    const wanted = schedule.warmupRounds + scenario.rounds;
    const count = counts.get(scenario.id)?.length ?? 0;
    if (count !== wanted) {
      add(`a complete run has ${wanted} trials of it, not ${count}`, 'scenarios', index);
    }
  }
}

/** A check of two versions ends when it has seen enough, and may confirm in further rounds. */
function mayGoOn({ role }: Scenario): boolean {
  return role !== null;
}
