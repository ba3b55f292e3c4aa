import type { Command, Io } from '../command.ts';
import { loadConfig } from '../config/config-file.ts';
import { requests, runAll } from '../config/requests.ts';
import { type View, viewOf } from '../engine/common-flags.ts';
import type { RunFile } from '../../results/format.ts';
import { EXIT } from '../errors.ts';
import { invocation, projectOf } from '../project.ts';
import { jsonReport } from '../report/json.ts';
import { terminalReport } from '../report/report.ts';
import { screenOf } from '../text/screen.ts';
import { terminalText } from '../text/terminal.ts';
import { watchOf } from '../engine/progress.ts';
import { compare } from './compare.ts';
import { formerRunLines } from './former-run.ts';
import { COMPARE_FLAGS, type GivenCompare, givenCompare, resolveCompare } from './options.ts';

export const compareCommand: Command<typeof COMPARE_FLAGS> = {
  name: 'compare',
  usage: `Usage: ${invocation('compare', '[WORKLOAD] [flags]')}

Runs the same work under every concurrency model and prints what each costs. WORKLOAD is a file of
yours, such as bench/thumbnails.ts, or one that comes with the suite (default: fetch-pokemon).
Exit status: 0 done, 1 a model failed or did other work, 2 could not run, 70 a bug,
130 interrupted by Ctrl-C.`,
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
  if (!view.quiet) io.stderr.write(formerRun(view.outDir, summary.run, io));
  io.stdout.write(
    `${view.json ? jsonReport(summary) : terminalReport(summary, screenOf(io.stdout, process.env))}\n`,
  );
  if (!view.quiet) io.stderr.write(`\nReport: ${files.at(-1) ?? ''}\n`);
  if (summary.run.status === 'incomplete') return EXIT.interrupted;
  return summary.scenarios.every(({ valid }) => valid) ? EXIT.ok : EXIT.invalid;
}

/** Above the answer, which stays last on the screen. */
function formerRun(outDir: string, run: RunFile, io: Io): string {
  const screen = screenOf(io.stderr, process.env);
  return formerRunLines(outDir, run)
    .map((line) => `${terminalText(line, screen)}\n`)
    .join('');
}
