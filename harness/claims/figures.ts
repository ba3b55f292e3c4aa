import { failureText } from '../../results/failure.ts';
import type { CompletedTrial, RunFile, Scenario } from '../../results/format.ts';
import { trialsByRound, trialsOf } from '../analysis/trials.ts';
import type { CaseFigures, Claim, Figures, ModelCase } from '../claim-contract.ts';
import type { Interval } from '../stats/interval.ts';
import { medianInterval } from '../stats/median.ts';
import { pairedRatio } from '../stats/ratio.ts';

/** A figure that a judgement needs was not measured. */
export class NotMeasured extends Error {
  override readonly name = 'NotMeasured';
}

const CONFIDENCE = 0.95;

/** What a run measured of a claim, as the claim's judgement sees it. */
export function figuresOf(run: RunFile, claim: Claim): Figures {
  const { has, failure, rounds } = measuredCases(run, claim);
  const combine: Figures['combine'] = (ids, compute) => {
    const values = rounds(ids).map((figures) => compute(...figures));
    // What a judge computes from a figure that the system cannot measure is no number.
    if (!values.every(Number.isFinite))
      throw new NotMeasured(`${ids.join(' and ')}: a figure is missing`);
    return medianInterval(values, CONFIDENCE);
  };
  return {
    scale: run.schedule.scale,
    ...{ has, failure, combine },
    of: (id, figure) => combine([id], (figures = {}) => valueOf(id, figures, figure)),
    ratio(id, other, figure) {
      const pairs = rounds([id, other]);
      const heads = pairs.map(([head = {}]) => valueOf(id, head, figure));
      const bases = pairs.map(([, base = {}]) => valueOf(other, base, figure));
      if (![...heads, ...bases].every((value) => value > 0)) {
        throw new NotMeasured(`${figure} of ${id} or ${other} is 0`);
      }
      const { ratio, ...interval } = pairedRatio(heads, bases, CONFIDENCE);
      return { estimate: ratio, ...interval } satisfies Interval;
    },
  };
}

/** The cases of a claim by their ids, which their scenarios have as labels. */
function measuredCases(run: RunFile, claim: Claim) {
  const scenarios = run.scenarios.filter(({ group }) => group === claim.name);
  const derivations = derivationsOf(scenarios, claim, run.schedule.scale);
  const scenarioOf = (id: string) => scenarios.find(({ label }) => label === id)?.id ?? '';
  const failure = (id: string) => {
    const failed = trialsOf(run, scenarioOf(id)).find((trial) => trial.status !== 'completed');
    return failed === undefined ? null : failureText(failed);
  };
  const has = (id: string) => trialsOf(run, scenarioOf(id)).length > 0 && failure(id) === null;
  /** The figures of these cases, round by round, where a round has all of them. */
  const rounds = (ids: readonly string[]) => {
    const missing = ids.find((id) => !has(id));
    if (missing !== undefined) {
      throw new NotMeasured(`${missing}: ${failure(missing) ?? 'it was not run'}`);
    }
    const trials = trialsByRound(run, ids.map(scenarioOf));
    if (trials.length === 0) throw new NotMeasured(`no round has ${ids.join(' and ')}`);
    return trials.map((round) => round.map((trial) => caseFigures(trial, derivations)));
  };
  return { has, failure, rounds };
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

function valueOf(id: string, figures: CaseFigures, figure: string): number {
  const value = figures[figure];
  if (value === undefined) throw new NotMeasured(`${id} has no ${figure}`);
  return value;
}
