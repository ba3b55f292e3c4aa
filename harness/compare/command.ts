import { summarize } from '../analysis/summary.ts';
import type { Command } from '../command.ts';
import { viewOf } from '../engine/common-flags.ts';
import { EXIT } from '../errors.ts';
import { invocation, projectOf } from '../project.ts';
import { OutputFolder } from '../output/output-folder.ts';
import { reportFiles, writeFiles } from '../report/files.ts';
import { jsonReport } from '../report/json.ts';
import { terminalReport } from '../report/report.ts';
import { watchOf } from '../engine/progress.ts';
import { compare } from './compare.ts';
import { COMPARE_FLAGS, givenCompare, resolveCompare } from './options.ts';

export const compareCommand: Command<typeof COMPARE_FLAGS> = {
  name: 'compare',
  usage: `Usage: ${invocation('compare', '[WORKLOAD] [flags]')}

Runs the same work under every concurrency model and prints what each costs. WORKLOAD is a file of
yours, such as bench/thumbnails.ts, or one that comes with the suite (default: fetch-pokemon).
Exit status: 0 done, 1 a model failed or did other work, 2 could not run, 70 a bug,
130 interrupted.`,
  flags: COMPARE_FLAGS,
  mostWords: 1,
  async run({ args, ...given }, io) {
    const { flags } = given;
    const options = resolveCompare(givenCompare(given, args));
    const view = viewOf(flags, projectOf(process.cwd()).outDir('compare'));
    using output = OutputFolder.open(view.outDir);
    const run = await compare(options, output, watchOf(io, view));
    const summary = summarize(run);
    const paths = await writeFiles(await reportFiles(summary), output);
    io.stdout.write(`${view.json ? jsonReport(summary) : terminalReport(summary)}\n`);
    if (!view.quiet) io.stderr.write(`\nReport: ${paths.at(-1) ?? ''}\n`);
    if (run.status === 'incomplete') return EXIT.interrupted;
    return summary.scenarios.every(({ valid }) => valid) ? EXIT.ok : EXIT.invalid;
  },
};
