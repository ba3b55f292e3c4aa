import type { z } from 'zod';

import type { RunFile, Scenario, TrialRecord } from './format.ts';

/** What contradicts another part of the run, and where it stands. */
type Contradictions = Iterable<readonly [message: string, ...path: (string | number)[]]>;

/** Adds an issue for every two parts of a run that contradict one another. */
export function addInconsistencies(run: RunFile, context: z.RefinementCtx): void {
  for (const [message, ...path] of contradictions(run)) {
    context.addIssue({ code: 'custom', path, message });
  }
}

function* contradictions(run: RunFile): Contradictions {
  yield* repeatedIds(run, 'environments', 'machine');
  yield* repeatedIds(run, 'scenarios', 'scenario');
  yield* inNotRun(run);
  yield* inReferences(run);
  yield* inTrials(run);
  yield* inLaunches(run);
  yield* inMetricNames(run);
  yield* inCompleteness(run);
}

function* repeatedIds(
  run: RunFile,
  field: 'environments' | 'scenarios',
  what: string,
): Contradictions {
  const seen = new Set<string>();
  for (const [index, { id }] of run[field].entries()) {
    if (seen.has(id)) yield [`another ${what} has this id`, field, index, 'id'];
    seen.add(id);
  }
}

/** What ran cannot be missing, too. */
function* inNotRun({ scenarios, notRun }: RunFile): Contradictions {
  const seen = new Set(scenarios.map(({ id }) => id));
  for (const [index, { id }] of notRun.entries()) {
    if (seen.has(id)) yield ['another scenario has this id', 'notRun', index, 'id'];
    seen.add(id);
  }
}

function* inReferences({ environments, scenarios }: RunFile): Contradictions {
  const machines = new Set(environments.map(({ id }) => id));
  const ids = new Set(scenarios.map(({ id }) => id));
  for (const [index, scenario] of scenarios.entries()) {
    if (!machines.has(scenario.machine)) {
      yield ['no machine has this id', 'scenarios', index, 'machine'];
    }
    for (const field of ['baseline', 'floor', 'main'] as const) {
      const id = scenario[field];
      if (id !== null && !ids.has(id)) yield ['no scenario has this id', 'scenarios', index, field];
    }
    if ((scenario.role === null) !== (scenario.version === null)) {
      const message = 'a scenario has a role where versions are compared, and only there';
      yield [message, 'scenarios', index, 'role'];
    }
  }
}

function* inTrials({ scenarios, schedule, trials }: RunFile): Contradictions {
  const byId = new Map(scenarios.map((scenario) => [scenario.id, scenario]));
  const seen = new Set<string>();
  for (const [index, trial] of trials.entries()) {
    const scenario = byId.get(trial.scenario);
    if (scenario === undefined) yield ['no scenario has this id', 'trials', index, 'scenario'];
    else yield* inTrial(trial, scenario, schedule.warmupRounds, index);
    const key = `${trial.round} ${trial.scenario}`;
    if (seen.has(key)) yield ['another trial is of this scenario and round', 'trials', index];
    seen.add(key);
  }
}

function* inTrial(
  trial: TrialRecord,
  scenario: Scenario,
  warmupRounds: number,
  index: number,
): Contradictions {
  const { round, phase } = trial;
  if (round < -warmupRounds || (round >= scenario.rounds && !mayGoOn(scenario))) {
    yield ['the scenario has no such round', 'trials', index, 'round'];
  }
  if ((phase === 'warm-up') !== round < 0) {
    yield ['rounds below 0 are warm-up, and no others', 'trials', index, 'phase'];
  }
  const expected = scenario.expected?.digest ?? null;
  if (trial.status === 'completed' && trial.digest !== expected) {
    yield ['a completed trial has the expected digest', 'trials', index, 'digest'];
  }
}

function* inLaunches({ scenarios, launches, capacities }: RunFile): Contradictions {
  const ids = new Set(scenarios.map(({ id }) => id));
  for (const [index, { scenarios: sides, phase, round }] of launches.entries()) {
    if (!sides.every((id) => ids.has(id))) {
      yield ['no scenario has this id', 'launches', index, 'scenarios'];
    }
    if ((phase === 'warm-up') !== round < 0) {
      yield ['rounds below 0 are warm-up, and no others', 'launches', index, 'phase'];
    }
  }
  for (const [index, { scenario }] of capacities.entries()) {
    if (!ids.has(scenario)) yield ['no scenario has this id', 'capacities', index, 'scenario'];
  }
}

/** One program wrote all trials, so a name that one of them lacks was lost. */
function* inMetricNames({ trials }: RunFile): Contradictions {
  let first: string | undefined;
  for (const [index, trial] of trials.entries()) {
    if (trial.status !== 'completed') continue;
    const names = Object.keys(trial.metrics).sort().join();
    first ??= names;
    if (names !== first) {
      yield ['other metrics than in the first completed trial', 'trials', index, 'metrics'];
    }
  }
}

function* inCompleteness({ status, schedule, ending, scenarios, trials }: RunFile): Contradictions {
  if (status !== 'complete') return;
  const counts = Map.groupBy(trials, ({ scenario }) => scenario);
  for (const [index, scenario] of scenarios.entries()) {
    const count = counts.get(scenario.id)?.length ?? 0;
    const wanted = {
      rounds: [schedule.warmupRounds + scenario.rounds],
      decided: schedule.looks.map((look) => schedule.warmupRounds + look),
      failed: [1],
    }[ending ?? 'rounds'];
    if (!wanted.includes(count) && !mayGoOn(scenario)) {
      const message = `a complete run has ${wanted.join(' or ')} trials of it, not ${count}`;
      yield [message, 'scenarios', index];
    }
  }
}

/** A check of two versions ends when it has seen enough, and may confirm in further rounds. */
function mayGoOn({ role }: Scenario): boolean {
  return role !== null;
}
