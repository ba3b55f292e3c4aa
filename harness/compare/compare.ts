import { homeOf } from '../analysis/home.ts';
import { comparedPairs } from '../analysis/pairs.ts';
import { type Summary, summarize } from '../analysis/summary.ts';
import type { RunFile } from '../../results/format.ts';
import { measureModels, type PlannedRound } from '../engine/measure-models.ts';
import type { GivenSettings } from '../engine/options.ts';
import type { Watch } from '../engine/progress.ts';
import { interruptedRun } from '../engine/resume.ts';
import { RUN_FILES } from '../engine/run-file.ts';
import { OutputFolder } from '../output/output-folder.ts';
import { reportFiles, writeFiles } from '../report/files.ts';
import type { CompareOptions } from './options.ts';
import { roundPlan } from './rounds.ts';
import { compareScheduler } from './scheduler.ts';

/** A run of all models and its report. */
export interface Comparison {
  /** The run as it is at the end; incomplete where it was interrupted. */
  readonly summary: Summary;
  /** Paths of the report's files, the page last. */
  readonly files: readonly string[];
}

/**
 * Of a trial of a first look, for one event loop: a default run, with 7 rounds of three models and the floor,
 * takes less than half a minute then.
 */
const QUICK_WORK_MS = 500;

/** Runs every model for all rounds it takes, and writes the run and its report. Throws HarnessError. */
export async function compare(
  options: CompareOptions,
  outDir: string,
  watch: Watch,
): Promise<Comparison> {
  using output = OutputFolder.open(outDir);
  const { quick, launches, resume } = options;
  const former = resume ? interruptedRun(outDir, RUN_FILES.file) : null;
  const settings = quick ? settingsLike(former, options.settings) : options.settings;
  const scale = quick ? ('quick' as const) : ('full' as const);
  const asked = { command: 'compare' as const, scale, budgets: [...options.budgets] };
  const how = {
    scheduler: compareScheduler(launches),
    launches: launches !== 0,
    workMs: quick && settings.items === null ? QUICK_WORK_MS : null,
    rounds: (scenarios: readonly PlannedRound[]) =>
      roundPlan(options, comparedPairs(scenarios, homeOf(scenarios, process.versions.node)).length),
    former,
  };
  const run = await measureModels(asked, { ...options, settings }, how, output, watch);
  const summary = summarize(run);
  return { summary, files: await writeFiles(await reportFiles(summary), output) };
}

/** A first look takes as many items as one event loop does in a moment, which is never the same twice. */
function settingsLike(former: RunFile | null, settings: GivenSettings): GivenSettings {
  const before = former?.scenarios.find((one) => one.settings !== null)?.settings ?? null;
  return before === null ? settings : { ...settings, items: settings.items ?? before.items };
}
