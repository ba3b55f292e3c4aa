import { dirname } from 'node:path';

import { salvageRun } from '../../results/salvage.ts';
import { summarize } from '../analysis/summary.ts';
import type { Io, RenderRun } from '../command.ts';
import { EXIT } from '../errors.ts';
import { helpText } from '../flags.ts';
import { OutputFolder } from '../output/output-folder.ts';
import { reportFiles } from './files.ts';
import { openInBrowser } from './open-in-browser.ts';
import { REPORT_FLAGS, reportOptions } from './options.ts';
import { readSavedRun, savedRunPath } from './saved-run.ts';
import { writeFiles } from './write.ts';

const USAGE = `Usage: npm run report -- [RUN_FILE] [flags]

Makes report.md, report.html and the charts of a run that was saved, without running anything.
RUN_FILE is a run file or the folder that holds its run.json (default: results/latest), or a
claims.json: then its answers are given anew.`;

/** `renderers` are those of commands whose runs have a report of their own, by the command's name. */
export async function reportCommand(
  args: readonly string[],
  io: Io,
  renderers: Readonly<Record<string, RenderRun>>,
): Promise<number> {
  const options = reportOptions(args);
  if (options === 'help') {
    io.stdout.write(helpText(USAGE, REPORT_FLAGS));
    return EXIT.ok;
  }
  const path = savedRunPath(options.run);
  const { run, loss } = readSavedRun(path, salvageRun);
  if (loss !== null) io.stderr.write(`${path}: ${loss}\n`);
  const files = await (renderers[run.schedule.command]?.(run) ?? reportFiles(summarize(run, loss)));
  using output = OutputFolder.open(options.outDir ?? dirname(path));
  const [page = '', markdown = ''] = (await writeFiles(files, output)).toReversed();
  io.stdout.write(`${page}\n${markdown}\n`);
  if (options.open) await openInBrowser(page, io.stderr);
  return EXIT.ok;
}
