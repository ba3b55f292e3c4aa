import { basename, dirname } from 'node:path';

import { parseClaims } from '../../results/claims-reading.ts';
import { salvageRun } from '../../results/salvage.ts';
import { summarize } from '../analysis/summary.ts';
import { allClaims } from '../catalog.ts';
import { CLAIMS_FILE } from '../claims/claims-file.ts';
import { judgeClaims } from '../claims/judging.ts';
import { EXIT } from '../errors.ts';
import type { Command, Io } from '../command.ts';
import { claimsFiles } from '../claims/report/files.ts';
import { OutputFolder } from '../output/output-folder.ts';
import { openInBrowser } from './open-in-browser.ts';
import { readSavedRun, savedRunPath } from './saved-run.ts';
import { writeFiles, writeReport } from './write.ts';

const FLAGS = {
  out: { type: 'string', value: 'DIR', help: 'where the report goes (default: beside the run)' },
  open: { type: 'boolean', help: 'show the page in the browser' },
} as const;

export const reportCommand: Command<typeof FLAGS> = {
  name: 'report',
  usage: `Usage: npm run report -- [RUN_FILE] [flags]

Makes report.md, report.html and the charts of a run that was saved, without running anything.
RUN_FILE is a run file or the folder that holds its run.json (default: results/latest), or a
claims.json: then its answers are given anew.`,
  flags: FLAGS,
  mostWords: 1,
  async run({ flags, words: [given = 'results/latest'] }, io) {
    const path = savedRunPath(given);
    const outDir = flags.out ?? dirname(path);
    const isClaims = basename(path) === CLAIMS_FILE;
    const page = await (isClaims ? reportClaims : reportRun)(path, outDir, io);
    if (flags.open === true) await openInBrowser(page, io.stderr);
    return EXIT.ok;
  },
};

/** The path of the page. */
async function reportRun(path: string, outDir: string, io: Io): Promise<string> {
  const { run, loss } = readSavedRun(path, salvageRun);
  if (loss !== null) io.stderr.write(`${path}: ${loss}\n`);
  using output = OutputFolder.open(outDir);
  const { page, markdown } = await writeReport(summarize(run, loss), output);
  io.stdout.write(`${page}\n${markdown}\n`);
  return page;
}

/** By the judgements of this version, which may be others than when it was measured. */
async function reportClaims(path: string, outDir: string, io: Io): Promise<string> {
  const file = readSavedRun(path, parseClaims);
  const answers = judgeClaims(file, await allClaims());
  using output = OutputFolder.open(outDir);
  const paths = await writeFiles(await claimsFiles(answers, file), output);
  io.stdout.write(`${paths.slice(-2).join('\n')}\n`);
  return paths.at(-1) ?? '';
}
