import { budgetVerdicts } from '../analysis/budgets.ts';
import type { Summary } from '../analysis/summary.ts';
import type { Command, Io } from '../command.ts';
import { loadConfig } from '../config/config-file.ts';
import { expectOne, requests, runAll } from '../config/requests.ts';
import { type View, viewOf } from '../engine/common-flags.ts';
import type { RunFile } from '../../results/format.ts';
import { EXIT } from '../errors.ts';
import { invocation, projectOf } from '../project.ts';
import { openExports } from '../report/exports.ts';
import { jsonReport } from '../report/json.ts';
import { terminalReport } from '../report/terminal-report.ts';
import { screenOf } from '../text/screen.ts';
import { terminalText } from '../text/terminal.ts';
import { watchOf } from '../engine/progress.ts';
import { compare } from './compare.ts';
import { formerRunLines } from './former-run.ts';
import { COMPARE_FLAGS, givenCompare, resolveCompare } from './options.ts';

export const compareCommand: Command<typeof COMPARE_FLAGS> = {
  name: 'compare',
  usage: `Usage: ${invocation('compare', '[WORKLOAD] [flags]')}

Runs the same work under every concurrency model and prints what each costs. WORKLOAD is a file of
yours, such as bench/thumbnails.ts, or one that comes with the suite (default: fetch-pokemon).
Exit status: 0 done, 1 a model failed, did other work or is over its budget, 2 could not run,
3 a budget is undecided, 70 a bug, 130 interrupted by Ctrl-C.`,
  flags: COMPARE_FLAGS,
  mostWords: 1,
  async run({ args, ...words }, io) {
    const { flags } = words;
    const view = viewOf(flags, projectOf(process.cwd()).outDir('compare'));
    const config = await loadConfig(process.cwd());
    const asked = requests(givenCompare(words, args), view.outDir, config);
    if (flags.resume === true) expectOne(asked);
    // Before any file is opened: what is refused leaves none.
    const all = asked.map(({ given, outDir }) => ({ given: resolveCompare(given), outDir }));
    const exportAll = openExports(flags);
    const done: Summary[] = [];
    return runAll(all, async (options, outDir) => {
      const { summary, files } = await compare(options, outDir, watchOf(io, view));
      print(summary, { ...view, outDir }, flags.verbose === true, files.at(-1) ?? '', io);
      exportAll([...done, summary]);
      done.push(summary);
      return exitOf(summary);
    });
  },
};

function exitOf({ run, scenarios }: Summary): number {
  if (run.status === 'incomplete') return EXIT.interrupted;
  if (!scenarios.every(({ valid }) => valid)) return EXIT.invalid;
  const budgets = budgetVerdicts(run).map(({ verdict }) => verdict);
  if (budgets.includes('over-budget')) return EXIT.overBudget;
  return budgets.includes('inconclusive') ? EXIT.inconclusive : EXIT.ok;
}

/** The answer is last on the screen; a document stands alone. */
function print(summary: Summary, view: View, verbose: boolean, page: string, io: Io): void {
  if (!view.quiet) io.stderr.write(formerRun(view.outDir, summary.run, io));
  if (view.json) {
    io.stdout.write(`${jsonReport(summary)}\n`);
    if (!view.quiet) io.stderr.write(`\nReport: ${page}\n`);
    return;
  }
  const screen = screenOf(io.stdout, process.env);
  io.stdout.write(`${terminalReport(summary, { screen, verbose, page })}\n`);
}

/** Above the answer, which stays last on the screen. */
function formerRun(outDir: string, run: RunFile, io: Io): string {
  const screen = screenOf(io.stderr, process.env);
  return formerRunLines(outDir, run)
    .map((line) => `${terminalText(line, screen)}\n`)
    .join('');
}
