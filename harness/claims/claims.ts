import type { RunFile, Scenario, Schedule } from '../../results/format.ts';
import type { Claim } from '../claim-contract.ts';
import type { Watch } from '../engine/progress.ts';
import { roundsOf, type Scheduler } from '../engine/scheduler.ts';
import { scratchFolder } from '../engine/scratch-folder.ts';
import { measure } from '../engine/session.ts';
import type { OutputFolder, Results } from '../output/output-folder.ts';
import type { ClaimsOptions } from './options.ts';
import { claimScenarios } from './scenarios.ts';

/** Beside a run of compare in the same folder. */
const CLAIMS_FILES: Results = {
  file: 'claims.json',
  report: ['claims.md', 'claims.html'],
  pictures: 'claims-charts',
};

/**
 * Measures every case of these claims and keeps the run file up to date; the run as it is at the
 * end. Throws HarnessError; what was measured until then is saved as an incomplete run.
 */
export async function testClaims(
  claims: readonly Claim[],
  options: ClaimsOptions,
  output: OutputFolder,
  watch: Watch,
): Promise<RunFile> {
  const { command, seed, scale } = options;
  const schedule: Schedule = {
    command: 'claims',
    arguments: [...command],
    ...{ seed, warmupRounds: 0, scale },
  };
  using built = scratchFolder();
  const search = { folder: built.path, watch };
  const scenarios = await claimScenarios(claims, options, search);
  const plan = { schedule, scenarios, scheduler: claimByClaim, launches: false };
  return await measure(plan, { output, results: CLAIMS_FILES }, watch);
}

/** All rounds of a claim, then the next: what belongs together is measured within its minute. */
export const claimByClaim: Scheduler = function* ({ schedule: { seed }, scenarios }) {
  const claims = [...Map.groupBy(scenarios, ({ group }) => group).values()];
  for (const [index, cases] of claims.entries()) {
    const to = Math.max(...cases.map(({ rounds }) => rounds));
    const ids = cases.map(({ id }) => id);
    const after = claims
      .slice(index + 1)
      .flat()
      .flatMap(trialIds);
    yield* roundsOf(ids, { seed, from: 0, to, after });
  }
};

function trialIds({ id, rounds }: Scenario): readonly string[] {
  return Array.from({ length: rounds }, () => id);
}
