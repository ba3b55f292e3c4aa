import { summarize } from '../analysis/summary.ts';
import { EXIT } from '../errors.ts';
import { helpText } from '../flags.ts';
import type { Io } from '../command.ts';
import { COMPARE_FLAGS, compareOptions } from './options.ts';
import { jsonReport } from '../report/json.ts';
import { terminalReport } from '../report/report.ts';
import { compare } from './compare.ts';
import { OutputFolder } from '../output/output-folder.ts';
import { watchOf } from '../watch.ts';
import { writeReport } from '../report/write.ts';

const USAGE = `Usage: npm run compare -- [flags]

Runs the same work under every concurrency model and prints what each costs.
Exit status: 0 done, 1 a model failed or did other work, 2 could not run, 130 interrupted.`;

export async function compareCommand(args: readonly string[], io: Io): Promise<number> {
  const options = compareOptions(args);
  if (options === 'help') {
    io.stdout.write(helpText(USAGE, COMPARE_FLAGS));
    return EXIT.ok;
  }
  using output = OutputFolder.open(options.outDir);
  const run = await compare(options, output, watchOf(io, options));
  const summary = summarize(run);
  const { page } = await writeReport(summary, output);
  io.stdout.write(`${options.json ? jsonReport(summary) : terminalReport(summary)}\n`);
  if (!options.quiet) io.stderr.write(`\nReport: ${page}\n`);
  if (run.status === 'incomplete') return EXIT.interrupted;
  return summary.scenarios.every(({ valid }) => valid) ? EXIT.ok : EXIT.invalid;
}
