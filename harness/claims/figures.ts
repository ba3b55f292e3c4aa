import { failureText } from '../../results/failure.ts';
import type { CompletedTrial, RunFile, Scenario } from '../../results/format.ts';
import { parallelCapacities } from '../analysis/capacity.ts';
import { trialsByRound, trialsOf } from '../analysis/trials.ts';
import type { CaseFigures, Claim, Figures, ModelCase } from '../claim-contract.ts';
import { CONFIDENCE, measuredBy, type Source } from './measured.ts';
import { onceUpOf } from './once-up.ts';

/** The scenario of a case of the claim; the case's id is its label. */
type ScenarioOf = (caseId: string) => string;

/** What a run measured of a claim, as the claim's judgement sees it. */
export function figuresOf(run: RunFile, claim: Claim): Figures {
  const { scale } = run.schedule;
  const scenarios = run.scenarios.filter(({ group }) => group === claim.name);
  const scenarioOf: ScenarioOf = (id) => scenarios.find(({ label }) => label === id)?.id ?? '';
  const ids = scenarios.map(({ id }) => id);
  return {
    scale,
    ...measuredBy(ofTrials(run, scenarioOf, derivationsOf(scenarios, claim, scale))),
    onceUp: onceUpOf(run, ids, scenarioOf),
    capacity: capacityOf(run, ids),
  };
}

function ofTrials(run: RunFile, scenarioOf: ScenarioOf, derivations: Derivations): Source {
  const failure = (id: string) => {
    const failed = trialsOf(run, scenarioOf(id)).find((trial) => trial.status !== 'completed');
    return failed === undefined ? null : failureText(failed);
  };
  return {
    failure,
    has: (id) => trialsOf(run, scenarioOf(id)).length > 0 && failure(id) === null,
    rounds: (ids) =>
      trialsByRound(run, ids.map(scenarioOf)).map((round) =>
        round.map((trial) => caseFigures(trial, derivations)),
      ),
  };
}

/** A claim asks for one number of copies. */
function capacityOf(run: RunFile, scenarios: readonly string[]): Figures['capacity'] {
  const capacities = run.capacities.filter(({ scenario }) => scenarios.includes(scenario));
  return parallelCapacities({ ...run, capacities }, CONFIDENCE)[0]?.cores ?? null;
}

/** What a case has beside what was measured, by the id of its scenario. */
type Derivations = ReadonlyMap<string, ModelCase['derive']>;

/** Of models only. Trials of programs, and those of before version 3, have all their figures. */
function derivationsOf(
  scenarios: readonly Scenario[],
  claim: Claim,
  scale: Figures['scale'],
): Derivations {
  const cases = new Map(claim.cases(scale).map((one) => [one.id, one]));
  const models = scenarios.filter(({ kind }) => kind !== 'program');
  return new Map(
    models.map(({ id, label }) => {
      const one = cases.get(label);
      return [id, one?.kind === 'model' ? one.derive : undefined];
    }),
  );
}

/** A metric that was not measured is no figure. */
function caseFigures(trial: CompletedTrial, derivations: Derivations): CaseFigures {
  const metrics = Object.entries(trial.metrics).filter(
    (entry): entry is [string, number] => entry[1] !== null,
  );
  const derived = derivations.get(trial.scenario)?.(trial);
  return { ...trial.figures, ...Object.fromEntries(metrics), ...derived };
}
