import { basename, dirname } from 'node:path';

import { parseRun } from '../../results/reading.ts';
import { salvageRun } from '../../results/salvage.ts';
import { summarize } from '../analysis/summary.ts';
import { allClaims } from '../catalog.ts';
import { CLAIMS_FILE } from '../claims/claims-file.ts';
import { judgeClaims } from '../claims/judging.ts';
import { EXIT } from '../errors.ts';
import { helpText } from '../flags.ts';
import type { Io } from '../command.ts';
import { REPORT_FLAGS, type ReportOptions, reportOptions } from './options.ts';
import { claimsFiles } from '../claims/report/files.ts';
import { OutputFolder } from '../output/output-folder.ts';
import { openInBrowser } from './open-in-browser.ts';
import { readSavedRun, savedRunPath } from './saved-run.ts';
import { writeFiles, writeReport } from './write.ts';

const USAGE = `Usage: npm run report -- [RUN_FILE] [flags]

Makes report.md, report.html and the charts of a run that was saved, without running anything.
RUN_FILE is a run file or the folder that holds its run.json (default: results/latest), or a
claims.json: then its answers are given anew.`;

export async function reportCommand(args: readonly string[], io: Io): Promise<number> {
  const options = reportOptions(args);
  if (options === 'help') {
    io.stdout.write(helpText(USAGE, REPORT_FLAGS));
    return EXIT.ok;
  }
  const path = savedRunPath(options.run);
  const outDir = options.outDir ?? dirname(path);
  if (basename(path) === CLAIMS_FILE) return reportClaims(path, outDir, options, io);
  const { run, loss } = readSavedRun(path, salvageRun);
  if (loss !== null) io.stderr.write(`${path}: ${loss}\n`);
  using output = OutputFolder.open(outDir);
  const { page, markdown } = await writeReport(summarize(run, loss), output);
  io.stdout.write(`${page}\n${markdown}\n`);
  if (options.open) await openInBrowser(page, io.stderr);
  return EXIT.ok;
}

/** By the judgements of this version, which may be others than when it was measured. */
async function reportClaims(
  path: string,
  outDir: string,
  { open }: ReportOptions,
  io: Io,
): Promise<number> {
  const file = readSavedRun(path, parseRun);
  const answers = judgeClaims(file, await allClaims());
  using output = OutputFolder.open(outDir);
  const paths = await writeFiles(await claimsFiles(answers, file), output);
  io.stdout.write(`${paths.slice(-2).join('\n')}\n`);
  if (open) await openInBrowser(paths.at(-1) ?? '', io.stderr);
  return EXIT.ok;
}
