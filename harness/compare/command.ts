import type { Command, Io } from '../command.ts';
import { loadConfig } from '../config/config-file.ts';
import { requests, runAll } from '../config/requests.ts';
import { type View, viewOf } from '../engine/common-flags.ts';
import { EXIT } from '../errors.ts';
import { invocation, projectOf } from '../project.ts';
import { jsonReport } from '../report/json.ts';
import { terminalReport } from '../report/report.ts';
import { screenOf } from '../text/screen.ts';
import { watchOf } from '../engine/progress.ts';
import { compare } from './compare.ts';
import { COMPARE_FLAGS, type GivenCompare, givenCompare, resolveCompare } from './options.ts';

export const compareCommand: Command<typeof COMPARE_FLAGS> = {
  name: 'compare',
  usage: `Usage: ${invocation('compare', '[WORKLOAD] [flags]')}

Runs the same work under every concurrency model and prints what each costs. WORKLOAD is a file of
yours, such as bench/thumbnails.ts, or one that comes with the suite (default: fetch-pokemon).
Exit status: 0 done, 1 a model failed or did other work, 2 could not run, 70 a bug,
130 interrupted.`,
  flags: COMPARE_FLAGS,
  mostWords: 1,
  async run({ args, ...words }, io) {
    const view = viewOf(words.flags, projectOf(process.cwd()).outDir('compare'));
    const config = await loadConfig(process.cwd());
    const all = requests(givenCompare(words, args), view.outDir, config);
    return runAll(all, (given, outDir) => compareAndPrint(given, { ...view, outDir }, io));
  },
};

async function compareAndPrint(given: GivenCompare, view: View, io: Io): Promise<number> {
  const { summary, files } = await compare(resolveCompare(given), view.outDir, watchOf(io, view));
  io.stdout.write(
    `${view.json ? jsonReport(summary) : terminalReport(summary, screenOf(io.stdout, process.env))}\n`,
  );
  if (!view.quiet) io.stderr.write(`\nReport: ${files.at(-1) ?? ''}\n`);
  if (summary.run.status === 'incomplete') return EXIT.interrupted;
  return summary.scenarios.every(({ valid }) => valid) ? EXIT.ok : EXIT.invalid;
}
