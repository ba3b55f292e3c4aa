import type { RunFile } from '../../../results/format.ts';
import { summarize } from '../../analysis/summary.ts';
import type { Command, Io } from '../../command.ts';
import { loadConfig } from '../../config/config-file.ts';
import { requests, runAll } from '../../config/requests.ts';
import { type View, viewOf } from '../../engine/common-flags.ts';
import { fixedRounds, measureModels } from '../../engine/measure-models.ts';
import { roundScheduler } from '../../engine/scheduler.ts';
import { EXIT } from '../../errors.ts';
import { invocation, projectOf } from '../../project.ts';
import { OutputFolder } from '../../output/output-folder.ts';
import { jsonReport } from '../../report/json.ts';
import { terminalReport } from '../../report/terminal-report.ts';
import { screenOf } from '../../text/screen.ts';
import { watchOf } from '../../engine/progress.ts';
import { BASELINE_FLAGS } from '../flags.ts';
import { type GivenBaseline, givenBaseline, resolveBaseline } from '../options.ts';
import { expectWritable, storeBaseline } from './baseline-store.ts';
import { machineOf } from './fingerprint.ts';

export const baselineCommand: Command<typeof BASELINE_FLAGS> = {
  name: 'baseline',
  usage: `Usage: ${invocation('baseline', '[WORKLOAD] [flags]')}

Measures every model and stores the run, for ${invocation('check')} to compare later runs with.
Exit status: 0 stored, 2 could not run or not fit to be stored, 70 a bug, 130 interrupted by Ctrl-C.`,
  flags: BASELINE_FLAGS,
  mostWords: 1,
  async run({ args, ...words }, io) {
    const view = viewOf(words.flags, projectOf(process.cwd()).outDir('baseline'));
    const config = await loadConfig(process.cwd());
    const all = requests(givenBaseline(words, args), view.outDir, config);
    return runAll(all, (given, outDir) => measureAndStore(given, { ...view, outDir }, io));
  },
};

async function measureAndStore(given: GivenBaseline, view: View, io: Io): Promise<number> {
  const options = resolveBaseline(given);
  expectWritable(options.baselineDir);
  using output = OutputFolder.open(view.outDir);
  const asked = { command: 'baseline' as const, scale: 'full' as const, budgets: [] };
  const watch = watchOf(io, view);
  const rounds = fixedRounds(options.rounds);
  const how = { scheduler: roundScheduler(), launches: false, workMs: null, rounds };
  const run = await measureModels(asked, options, how, output, watch);
  if (run.status === 'incomplete') return EXIT.interrupted;
  const path = await storeBaseline(options.baselineDir, run);
  const summary = summarize(run);
  const shown = { screen: screenOf(io.stdout, process.env), verbose: true, page: null };
  io.stdout.write(`${view.json ? jsonReport(summary) : terminalReport(summary, shown)}\n`);
  if (!view.quiet) io.stderr.write(`\nStored: ${path}\n${rebuildNote(run)}`);
  return EXIT.ok;
}

/** Said while it can still be helped. */
function rebuildNote(run: RunFile): string {
  const { gitCommit, gitDirty } = machineOf(run);
  return gitCommit !== null && gitDirty === false
    ? ''
    : 'Not of a commit alone, so check --against-stored cannot build this version again.\n';
}
