import { dirname } from 'node:path';

import { summarize } from '../analysis/summary.ts';
import type { Command, RenderRun } from '../command.ts';
import { EXIT } from '../errors.ts';
import { OutputFolder } from '../output/output-folder.ts';
import { invocation, shownOutDir } from '../project.ts';
import { screenOf } from '../text/screen.ts';
import { terminalTable } from '../text/terminal.ts';
import { EXPORT_FLAGS, openExports, refuseExports } from './exports.ts';
import { reportFiles, writeFiles } from './files.ts';
import { keptList } from './kept-list.ts';
import { openInBrowser } from './open-in-browser.ts';
import { readSavedRun } from './saved-run.ts';

const FLAGS = {
  out: { type: 'string', value: 'DIR', help: 'where the report goes (default: beside the run)' },
  list: { type: 'boolean', help: 'list the runs that are kept in the folder' },
  open: { type: 'boolean', help: 'show the page in the browser' },
  ...EXPORT_FLAGS,
} as const;

/** `renderers` are those of commands whose runs have a report of their own, by the command's name. */
export function reportCommand(
  renderers: Readonly<Record<string, RenderRun>>,
): Command<typeof FLAGS> {
  return {
    name: 'report',
    usage: `Usage: ${invocation('report', '[RUN_FILE] [flags]')}

Makes report.md, report.html and the charts of a run that was saved, without running anything.
RUN_FILE is a run file or the folder that holds its run.json (default: ${shownOutDir('compare')}), or a
claims.json: then its answers are given anew. --list shows which runs a folder keeps.`,
    flags: FLAGS,
    mostWords: 1,
    async run({ flags, words: [given = shownOutDir('compare')] }, io) {
      if (flags.list === true) {
        io.stdout.write(`${terminalTable(keptList(given), screenOf(io.stdout, process.env))}\n`);
        return EXIT.ok;
      }
      const { run, loss, path } = readSavedRun(given);
      if (loss !== null) io.stderr.write(`${path}: ${loss}\n`);
      const render = renderers[run.schedule.command];
      const summary = summarize(run, loss);
      if (render !== undefined) refuseExports(flags, path);
      const exportAll = openExports(flags);
      const files = await (render?.(run) ?? reportFiles(summary));
      using output = OutputFolder.open(flags.out ?? dirname(path));
      const [page = '', markdown = ''] = (await writeFiles(files, output)).toReversed();
      io.stdout.write(`${page}\n${markdown}\n`);
      exportAll([summary]);
      if (flags.open === true) await openInBrowser(page, io.stderr);
      return EXIT.ok;
    },
  };
}
