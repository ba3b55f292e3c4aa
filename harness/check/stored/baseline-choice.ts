import type { RunFile, Scenario } from '../../../results/format.ts';
import { HarnessError } from '../../errors.ts';
import { invocation } from '../../project.ts';
import type { StoredRun } from './baseline-store.ts';
import { dataHash, differences, machineTraits, resultsDigest, workTraits } from './fingerprint.ts';

/** What a run is compared with. */
export interface BaselineChoice {
  /** Oldest first, at least one. */
  readonly stored: readonly StoredRun[];
  readonly sameMachine: boolean;
  /** How the newest machine differs; empty on the same one. */
  readonly differences: readonly string[];
}

/** How old a stored run may be. */
interface AgeLimit {
  readonly maxAgeDays: number;
  readonly nowMs: number;
}

/** Of a user's workload the file counts, of one of the suite's own the name. */
type WorkloadName = Pick<Scenario, 'workload' | 'file'>;

/** Runs behind a prediction below which its interval is too uncertain to make a check red. */
export const ENOUGH_RUNS = 5;

const DAY_MS = 86_400_000;
/** By which clocks of two machines may differ. */
const CLOCKS_MS = 3_600_000;

/**
 * The stored runs that this one may be compared with: of the same work and data and young enough,
 * from the same machine if there are any. Throws HarnessError that says why there are none.
 */
export function chooseBaselines(
  all: readonly StoredRun[],
  run: RunFile,
  limits: AgeLimit,
): BaselineChoice {
  const sameWork = ofSameWork(all, run);
  refuseFuture(sameWork, limits.nowMs);
  const young = sameWork.filter(
    ({ run: { startedAt } }) => limits.nowMs - Date.parse(startedAt) <= limits.maxAgeDays * DAY_MS,
  );
  if (young.length === 0) throw tooOld(sameWork, limits.maxAgeDays);
  const here = machineTraits(run);
  const same = young.filter((one) => differences(machineTraits(one.run), here).length === 0);
  if (same.length > 0) return { stored: same, sameMachine: true, differences: [] };
  const newest = young.at(-1);
  return {
    stored: newestPerMachine(young),
    sameMachine: false,
    differences: newest === undefined ? [] : differences(machineTraits(newest.run), here),
  };
}

/** The newest stored run of a workload, whatever it was made with. Throws HarnessError. */
export function newestOfWorkload(
  all: readonly StoredRun[],
  wanted: WorkloadName,
  { maxAgeDays, nowMs }: AgeLimit,
): StoredRun {
  const own = all.filter(({ run }) => run.scenarios.some((scenario) => isOf(wanted, scenario)));
  refuseFuture(own, nowMs);
  const newest = own.at(-1);
  if (newest === undefined) {
    const name = wanted.file ?? wanted.workload ?? '';
    const message = `no baseline is stored for ${name}: run ${invocation('baseline')} with it, or compare with a version of the code (--against REF)`;
    throw new HarnessError('baseline-settings', message);
  }
  if (nowMs - Date.parse(newest.run.startedAt) <= maxAgeDays * DAY_MS) return newest;
  throw tooOld(own, maxAgeDays);
}

function isOf({ workload, file }: WorkloadName, scenario: WorkloadName): boolean {
  return file === null
    ? scenario.file === null && scenario.workload === workload
    : scenario.file === file;
}

/** Settings first, then data, then what the work comes to: each has its own remedy. */
function ofSameWork(all: readonly StoredRun[], run: RunFile): readonly StoredRun[] {
  const here = workTraits(run);
  const sameSettings = all.filter((one) => differences(workTraits(one.run), here).length === 0);
  if (sameSettings.length === 0) throw otherSettings(all, run);
  const sameData = sameSettings.filter((one) => dataHash(one.run) === dataHash(run));
  if (sameData.length === 0) {
    throw new HarnessError(
      'baseline-data',
      `the stored baselines were made with other data (sha256 ${hashes(sameSettings, dataHash)}, here ${dataHash(run).slice(0, 12)}): serve the same with --data, or run ${invocation('baseline')}`,
    );
  }
  const sameResults = sameData.filter((one) => resultsDigest(one.run) === resultsDigest(run));
  if (sameResults.length === 0) {
    throw new HarnessError(
      'baseline-work',
      `the workload has other results than when the baselines were stored (digest ${hashes(sameData, resultsDigest)}, here ${resultsDigest(run).slice(0, 12)}): if rightly, run ${invocation('baseline')}`,
    );
  }
  return sameResults;
}

function otherSettings(all: readonly StoredRun[], run: RunFile): HarnessError {
  const newest = all.at(-1);
  const seen = newest === undefined ? [] : differences(workTraits(newest.run), workTraits(run));
  return new HarnessError(
    'baseline-settings',
    `no baseline is stored for this work; the newest has ${seen.join('; ')}: give the same flags, or run ${invocation('baseline')} with these`,
  );
}

/** Such a run would be the newest for years and never too old. Throws HarnessError. */
function refuseFuture(stored: readonly StoredRun[], nowMs: number): void {
  const future = stored.find(({ run }) => Date.parse(run.startedAt) > nowMs + CLOCKS_MS);
  if (future === undefined) return;
  const { path, run } = future;
  throw new HarnessError(
    'baseline-stale',
    `${path} is dated ${run.startedAt}, which is in the future: set the clock of this machine right, or delete the file if it was stored with a wrong clock`,
  );
}

function tooOld(stored: readonly StoredRun[], maxAgeDays: number): HarnessError {
  const newest = stored.at(-1)?.run.startedAt ?? 'unknown';
  return new HarnessError(
    'baseline-stale',
    `the newest baseline is of ${newest}, older than ${maxAgeDays} days: run ${invocation('baseline')}, or allow it with --max-age`,
  );
}

/** One each: runs of one machine say nothing of how machines differ. */
function newestPerMachine(stored: readonly StoredRun[]): readonly StoredRun[] {
  const byMachine = new Map(stored.map((one) => [JSON.stringify(machineTraits(one.run)), one]));
  return [...byMachine.values()];
}

function hashes(stored: readonly StoredRun[], of: (run: RunFile) => string): string {
  return [...new Set(stored.map(({ run }) => of(run).slice(0, 12)))].join(' ');
}
