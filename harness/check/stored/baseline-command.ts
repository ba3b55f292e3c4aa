import { summarize } from '../../analysis/summary.ts';
import type { Command } from '../../command.ts';
import { viewOf } from '../../engine/common-flags.ts';
import { measureModels } from '../../engine/measure-models.ts';
import { roundScheduler } from '../../engine/scheduler.ts';
import { EXIT } from '../../errors.ts';
import { invocation, projectOf } from '../../project.ts';
import { OutputFolder } from '../../output/output-folder.ts';
import { jsonReport } from '../../report/json.ts';
import { terminalReport } from '../../report/report.ts';
import { watchOf } from '../../engine/progress.ts';
import { BASELINE_FLAGS, givenBaseline, resolveBaseline } from '../options.ts';
import { expectWritable, storeBaseline } from './baseline-store.ts';

export const baselineCommand: Command<typeof BASELINE_FLAGS> = {
  name: 'baseline',
  usage: `Usage: ${invocation('baseline', '[WORKLOAD] [flags]')}

Measures every model and stores the run, for ${invocation('check')} to compare later runs with.
Exit status: 0 stored, 2 could not run or not fit to be stored, 70 a bug, 130 interrupted.`,
  flags: BASELINE_FLAGS,
  mostWords: 1,
  async run({ args, ...given }, io) {
    const { flags } = given;
    const options = resolveBaseline(givenBaseline(given, args));
    const view = viewOf(flags, projectOf(process.cwd()).outDir('baseline'));
    expectWritable(options.baselineDir);
    using output = OutputFolder.open(view.outDir);
    const asked = { command: 'baseline', scale: 'full' } as const;
    const watch = watchOf(io, view);
    const run = await measureModels(asked, options, roundScheduler(), output, watch);
    if (run.status === 'incomplete') return EXIT.interrupted;
    const path = await storeBaseline(options.baselineDir, run);
    const summary = summarize(run);
    io.stdout.write(`${view.json ? jsonReport(summary) : terminalReport(summary)}\n`);
    if (!view.quiet) io.stderr.write(`\nStored: ${path}\n`);
    return EXIT.ok;
  },
};
