import { failureText } from '../../results/failure.ts';
import type { CompletedTrial, RunFile, Scenario } from '../../results/format.ts';
import { countedTrials } from '../analysis/trials.ts';
import type { CaseFigures, Claim, Figures } from '../claim-contract.ts';
import type { Interval } from '../stats/interval.ts';
import { medianInterval } from '../stats/median.ts';
import { pairedRatio } from '../stats/ratio.ts';

/** A figure that a judgement needs was not measured. */
export class NotMeasured extends Error {
  override readonly name = 'NotMeasured';
}

const CONFIDENCE = 0.95;

/** What was measured of one case. */
interface MeasuredCase {
  readonly byRound: ReadonlyMap<number, CaseFigures>;
  /** Why its first trial without figures has none; null where all have. */
  readonly failure: string | null;
}

/** What a run measured of a claim, as the claim's judgement sees it. */
export function figuresOf(run: RunFile, claim: Claim): Figures {
  const cases = measuredCases(run, claim);
  const rows = (ids: readonly string[]) => {
    const complete = completeRounds(ids.map((id) => measured(cases, id)));
    if (complete.length === 0) throw new NotMeasured(`no round has ${ids.join(' and ')}`);
    return complete;
  };
  const combine: Figures['combine'] = (ids, compute) => {
    const values = rows(ids).map((figures) => compute(...figures));
    // What a judge computes from a figure that the system cannot measure is no number.
    if (!values.every(Number.isFinite))
      throw new NotMeasured(`${ids.join(' and ')}: a figure is missing`);
    return medianInterval(values, CONFIDENCE);
  };
  return {
    scale: run.schedule.scale,
    has: (id) => cases.get(id)?.failure === null,
    failure: (id) => cases.get(id)?.failure ?? null,
    combine,
    of: (id, figure) => combine([id], (figures = {}) => valueOf(id, figures, figure)),
    ratio(id, other, figure) {
      const pairs = rows([id, other]);
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

/** Every case that has a trial, by its id, which its scenario has as its label. */
function measuredCases(run: RunFile, claim: Claim): ReadonlyMap<string, MeasuredCase> {
  const cases = new Map<string, MeasuredCase>();
  for (const scenario of run.scenarios.filter(({ group }) => group === claim.name)) {
    const trials = countedTrials(run, scenario.id);
    if (trials.length === 0) continue;
    const derive = derivation(scenario, claim, run);
    const completed = trials.filter((trial) => trial.status === 'completed');
    const failed = trials.find((trial) => trial.status !== 'completed');
    cases.set(scenario.label, {
      byRound: new Map(completed.map((trial) => [trial.round, caseFigures(trial, derive)])),
      failure: failed === undefined ? null : failureText(failed),
    });
  }
  return cases;
}

type Derivation = (trial: CompletedTrial) => CaseFigures;

/** A program's trial has all its figures; so have those of files from before version 3. */
function derivation({ kind, label }: Scenario, claim: Claim, { schedule }: RunFile): Derivation {
  const one = claim.cases(schedule.scale).find(({ id }) => id === label);
  const derive = kind === 'program' || one?.kind !== 'model' ? undefined : one.derive;
  return derive ?? (() => ({}));
}

/** A metric that was not measured is no figure. */
function caseFigures(trial: CompletedTrial, derive: Derivation): CaseFigures {
  const metrics = Object.entries(trial.metrics).filter(
    (entry): entry is [string, number] => entry[1] !== null,
  );
  return { ...trial.figures, ...Object.fromEntries(metrics), ...derive(trial) };
}

function measured(cases: ReadonlyMap<string, MeasuredCase>, id: string): MeasuredCase {
  const one = cases.get(id);
  if (one?.failure === null) return one;
  throw new NotMeasured(`${id}: ${one?.failure ?? 'it was not run'}`);
}

/** The figures of these cases, round by round, where a round has all of them. */
function completeRounds(cases: readonly MeasuredCase[]): readonly (readonly CaseFigures[])[] {
  return [...(cases[0]?.byRound.keys() ?? [])].flatMap((round) => {
    const figures = cases
      .map(({ byRound }) => byRound.get(round))
      .filter((one) => one !== undefined);
    return figures.length === cases.length ? [figures] : [];
  });
}

function valueOf(id: string, figures: CaseFigures, figure: string): number {
  const value = figures[figure];
  if (value === undefined) throw new NotMeasured(`${id} has no ${figure}`);
  return value;
}
