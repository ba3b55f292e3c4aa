import type { CompletedTrial, RunFile, Scenario } from '../../../results/format.ts';

/** One round of a model, measured on both sides. */
export interface ArmsRound {
  readonly round: number;
  readonly base: CompletedTrial;
  readonly head: CompletedTrial;
  /** Null where the run has no control, or not yet. */
  readonly control: CompletedTrial | null;
}

/** A model with its workload, on both sides. */
export interface ComparedModel {
  readonly model: string;
  readonly workload: string;
  readonly base: Scenario;
  readonly head: Scenario;
  readonly control: Scenario | null;
  /** Rounds that look for differences, first to last; warm-up left out. */
  readonly sample: readonly ArmsRound[];
  /** Rounds measured afterwards, to confirm what the sample shows. */
  readonly fresh: readonly ArmsRound[];
}

/** Scenarios of one model and workload; an arm that the run lacks is null. */
export interface Arms {
  readonly model: string;
  readonly workload: string;
  readonly base: Scenario | null;
  readonly head: Scenario | null;
  readonly control: Scenario | null;
}

/** The scenarios of a check, in the order of the run file. */
export function armsOf(run: RunFile): readonly Arms[] {
  const checked = run.scenarios.filter(({ arm }) => arm !== null);
  const groups = Map.groupBy(checked, ({ model, workload }) => JSON.stringify([model, workload]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const arm = (name: Scenario['arm']) => group.find((scenario) => scenario.arm === name) ?? null;
    const { model, workload } = first;
    return [{ model, workload, base: arm('base'), head: arm('head'), control: arm('control') }];
  });
}

/** Models that have both sides, with the rounds that both completed. */
export function comparedModels(run: RunFile): readonly ComparedModel[] {
  const completed = run.trials.filter((trial) => trial.status === 'completed');
  const byScenario = Map.groupBy(completed, ({ scenario }) => scenario);
  const byRound = ({ id }: Scenario) =>
    new Map((byScenario.get(id) ?? []).map((trial) => [trial.round, trial]));
  const freshFrom = run.comparison?.confirmFrom ?? Infinity;

  return armsOf(run).flatMap(({ base, head, control, ...names }) => {
    if (base === null || head === null) return [];
    const heads = byRound(head);
    const controls = control === null ? null : byRound(control);
    const rounds = [...byRound(base)].flatMap(([round, trial]) => {
      const other = heads.get(round);
      if (round < 0 || other === undefined) return [];
      return [{ round, base: trial, head: other, control: controls?.get(round) ?? null }];
    });
    rounds.sort((a, b) => a.round - b.round);
    const sample = rounds.filter(({ round }) => round < freshFrom);
    const fresh = rounds.filter(({ round }) => round >= freshFrom);
    return [{ ...names, base, head, control, sample, fresh }];
  });
}
