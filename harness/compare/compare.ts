import { type Summary, summarize } from '../analysis/summary.ts';
import { measureModels } from '../engine/measure-models.ts';
import type { Watch } from '../engine/progress.ts';
import { OutputFolder } from '../output/output-folder.ts';
import { reportFiles, writeFiles } from '../report/files.ts';
import type { CompareOptions } from './options.ts';
import { compareScheduler } from './scheduler.ts';

/** A run of all models and its report. */
export interface Comparison {
  /** The run as it is at the end; incomplete where it was interrupted. */
  readonly summary: Summary;
  /** Paths of the report's files, the page last. */
  readonly files: readonly string[];
}

/** Runs every model for all rounds, and writes the run and its report. Throws HarnessError. */
export async function compare(
  options: CompareOptions,
  outDir: string,
  watch: Watch,
): Promise<Comparison> {
  using output = OutputFolder.open(outDir);
  const asked = { command: 'compare', scale: options.quick ? 'quick' : 'full' } as const;
  const how = {
    scheduler: compareScheduler(options.launches),
    launches: options.launches !== 0,
  };
  const run = await measureModels(asked, options, how, output, watch);
  const summary = summarize(run);
  return { summary, files: await writeFiles(await reportFiles(summary), output) };
}
