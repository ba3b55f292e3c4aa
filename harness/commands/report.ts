import { dirname } from 'node:path';

import { salvageRun } from '../../results/salvage.ts';
import { summarize } from '../analysis/summary.ts';
import { EXIT } from '../errors.ts';
import { helpText } from '../flags.ts';
import type { Io } from '../io.ts';
import { REPORT_FLAGS, reportOptions } from '../options/report.ts';
import { openInBrowser } from './open-in-browser.ts';
import { readSavedRun, savedRunPath } from './saved-run.ts';
import { writeReport } from './write-report.ts';

const USAGE = `Usage: npm run report -- [RUN_FILE] [flags]

Makes report.md, report.html and the charts of a run that was saved, without running anything.
RUN_FILE is a run file or the folder that holds its run.json (default: results/latest).`;

export async function reportCommand(args: readonly string[], io: Io): Promise<number> {
  const options = reportOptions(args);
  if (options === 'help') {
    io.stdout.write(helpText(USAGE, REPORT_FLAGS));
    return EXIT.ok;
  }
  const path = savedRunPath(options.run);
  const { run, loss } = readSavedRun(path, salvageRun);
  if (loss !== null) io.stderr.write(`${path}: ${loss}\n`);
  const { page, markdown } = await writeReport(
    summarize(run, loss),
    options.outDir ?? dirname(path),
  );
  io.stdout.write(`${page}\n${markdown}\n`);
  if (options.open) await openInBrowser(page, io.stderr);
  return EXIT.ok;
}
