import { homeOf } from '../analysis/home.ts';
import { comparedPairs } from '../analysis/pairs.ts';
import { type Summary, summarize } from '../analysis/summary.ts';
import { measureModels, type PlannedRound } from '../engine/measure-models.ts';
import type { Watch } from '../engine/progress.ts';
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
  const { quick, launches, settings } = options;
  const scale = quick ? ('quick' as const) : ('full' as const);
  const asked = { command: 'compare' as const, scale, budgets: [...options.budgets] };
  const how = {
    scheduler: compareScheduler(launches),
    launches: launches !== 0,
    workMs: quick && settings.items === null ? QUICK_WORK_MS : null,
    rounds: (scenarios: readonly PlannedRound[]) =>
      roundPlan(options, comparedPairs(scenarios, homeOf(scenarios, process.versions.node)).length),
  };
  const run = await measureModels(asked, options, how, output, watch);
  const summary = summarize(run);
  return { summary, files: await writeFiles(await reportFiles(summary), output) };
}
