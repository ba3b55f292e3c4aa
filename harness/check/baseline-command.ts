import { summarize } from '../analysis/summary.ts';
import { openBaselines, storeBaseline } from './stored/baseline-store.ts';
import { EXIT } from '../errors.ts';
import { helpText } from '../flags.ts';
import type { Io } from '../command.ts';
import { BASELINE_FLAGS, baselineOptions } from './baseline-options.ts';
import { jsonReport } from '../report/json.ts';
import { terminalReport } from '../report/report.ts';
import { measureModels } from '../engine/measure-models.ts';
import { roundScheduler } from '../engine/scheduler.ts';
import { OutputFolder } from '../output/output-folder.ts';
import { watchOf } from '../watch.ts';

const USAGE = `Usage: npm run baseline -- [flags]

Measures every model and stores the run, for npm run check to compare later runs with.
Exit status: 0 stored, 2 could not run or not fit to be stored, 130 interrupted.`;

export async function baselineCommand(args: readonly string[], io: Io): Promise<number> {
  const options = baselineOptions(args);
  if (options === 'help') {
    io.stdout.write(helpText(USAGE, BASELINE_FLAGS));
    return EXIT.ok;
  }
  openBaselines(options.baselineDir);
  using output = OutputFolder.open(options.outDir);
  const asked = { command: 'baseline', scale: 'full' } as const;
  const watch = watchOf(io, options);
  const run = await measureModels(asked, options, roundScheduler(), output, watch);
  if (run.status === 'incomplete') return EXIT.interrupted;
  const path = await storeBaseline(options.baselineDir, run);
  const summary = summarize(run);
  io.stdout.write(`${options.json ? jsonReport(summary) : terminalReport(summary)}\n`);
  if (!options.quiet) io.stderr.write(`\nStored: ${path}\n`);
  return EXIT.ok;
}
