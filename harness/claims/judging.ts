import type { ClaimsFile, Observation } from '../../results/claims-format.ts';
import type { Claim, Judgement } from '../claim-contract.ts';
import { figuresOf, NotMeasured } from './figures.ts';

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

/** Judges every claim of a file, from its observations alone. */
export function judgeClaims(file: ClaimsFile, claims: readonly Claim[]): readonly ClaimAnswer[] {
  return file.claims.flatMap(({ name, rounds: asked }) => {
    const claim = claims.find((one) => one.name === name);
    return claim === undefined ? [] : judge(file, claim, asked);
  });
}

function judge(file: ClaimsFile, claim: Claim, asked: number): ClaimAnswer {
  const observations = file.observations.filter((one) => one.claim === claim.name);
  const done = new Set(observations.map(({ round }) => round)).size;
  const about = { claim, rounds: { done, asked } };
  try {
    const judgement = claim.judge(figuresOf(observations, file.scale));
    return { ...about, judgement, missing: null };
  } catch (error) {
    if (!(error instanceof NotMeasured)) throw error;
    return { ...about, judgement: null, missing: firstFailure(observations) ?? error.message };
  }
}

/** What went wrong says more than what is missing by it. */
function firstFailure(observations: readonly Observation[]): string | null {
  for (const { case: id, outcome } of observations) {
    if (outcome.status === 'failed') return `${id}: ${outcome.cause}`;
  }
  return null;
}
