import { failureText } from '../../results/failure.ts';
import type { RunFile } from '../../results/format.ts';
import type { Claim, Judgement } from '../claim-contract.ts';
import { figuresOf } from './figures.ts';
import { NotMeasured } from './measured.ts';

/** What the measurements say of one claim. */
export interface ClaimAnswer {
  readonly claim: Claim;
  /** Null where a figure that it needs is missing. */
  readonly judgement: Judgement | null;
  /** Why there is no judgement. */
  readonly missing: string | null;
  /** Rounds that were measured, of those asked for. */
  readonly rounds: { readonly done: number; readonly asked: number };
}

/** Judges every claim of a run that this version knows, from the run alone. */
export function judgeClaims(run: RunFile, claims: readonly Claim[]): readonly ClaimAnswer[] {
  const groups = new Set(run.scenarios.map(({ group }) => group));
  return [...groups].flatMap((name) => {
    const claim = claims.find((one) => one.name === name);
    return claim === undefined ? [] : judge(run, claim);
  });
}

function judge(run: RunFile, claim: Claim): ClaimAnswer {
  const scenarios = run.scenarios.filter(({ group }) => group === claim.name);
  const labels = new Map(scenarios.map(({ id, label }) => [id, label]));
  const trials = run.trials.filter(({ scenario }) => labels.has(scenario));
  const done = new Set(trials.map(({ round }) => round)).size;
  const asked = Math.max(...scenarios.map(({ rounds }) => rounds));
  const about = { claim, rounds: { done, asked } };
  try {
    return { ...about, judgement: claim.judge(figuresOf(run, claim)), missing: null };
  } catch (error) {
    if (!(error instanceof NotMeasured)) throw error;
    // What went wrong says more than what is missing by it.
    const failed = trials.find((trial) => trial.status !== 'completed');
    const failure = failed && `${labels.get(failed.scenario) ?? ''}: ${failureText(failed)}`;
    return { ...about, judgement: null, missing: failure ?? error.message };
  }
}
