import type { RunFile, Schedule } from '../../results/format.ts';
import type { Claim } from '../claim-contract.ts';
import type { Watch } from '../engine/progress.ts';
import { interruptedRun } from '../engine/resume.ts';
import { scratchFolder } from '../engine/scratch-folder.ts';
import { measure } from '../engine/session.ts';
import type { OutputFolder, Results } from '../output/output-folder.ts';
import type { ClaimsOptions } from './options.ts';
import { claimScenarios } from './scenarios.ts';
import { claimByClaim } from './scheduler.ts';

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
  const { command, seed, scale, limits, resume } = options;
  const former = resume ? interruptedRun(output.path, CLAIMS_FILES.file) : null;
  const schedule: Schedule = {
    command: 'claims',
    arguments: [...command],
    ...{ seed, warmupRounds: 0, scale, looks: [], budgets: [] },
  };
  using built = scratchFolder();
  const search = { folder: built.path, watch };
  const scenarios = await claimScenarios(claims, options, search);
  const launches = claims.some((claim) => claim.launches !== undefined);
  const scheduler = claimByClaim(claims);
  const plan = { schedule, scenarios, scheduler, launches, workMs: null, limits, former };
  return await measure(plan, { output, results: CLAIMS_FILES }, watch);
}
