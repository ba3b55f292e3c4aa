import type { ClaimsFile, Observation } from '../../results/claims-format.ts';
import { runOf, scenario } from './run.ts';

/** A file of claims with these observations, as a run of the command would write it. */
export function claimsFileOf(
  observations: readonly Observation[],
  given: Partial<ClaimsFile> = {},
): ClaimsFile {
  const names = [...new Set(observations.map(({ claim }) => claim))];
  return {
    kind: 'claims',
    formatVersion: 1,
    status: 'complete',
    startedAt: '2026-01-02T03:04:05.000Z',
    endedAt: '2026-01-02T03:05:05.000Z',
    command: names,
    environment: runOf([scenario('single-threaded')], []).environment,
    seed: 1,
    scale: 'full',
    claims: names.map((name) => ({ name, rounds: 6 })),
    observations: [...observations],
    ...given,
  };
}
