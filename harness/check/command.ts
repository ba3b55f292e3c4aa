import type { Command, Io } from '../command.ts';
import { type View, viewOf } from '../engine/common-flags.ts';
import { EXIT, HarnessError } from '../errors.ts';
import { OutputFolder } from '../output/output-folder.ts';
import { watchOf } from '../engine/progress.ts';
import { check } from './check.ts';
import {
  CHECK_FLAGS,
  type CheckOptions,
  givenCheck,
  type Inconclusive,
  inconclusiveOf,
  resolveCheck,
} from './options.ts';
import { actionsStep, publishCheck } from './report/publishing.ts';
import { selfTest } from './self-test-command.ts';
import type { Outcome } from './verdict.ts';

const EXIT_OF: Readonly<Record<Outcome, number>> = {
  unchanged: EXIT.ok,
  improved: EXIT.ok,
  regressed: EXIT.regressed,
  broken: EXIT.broken,
  inconclusive: EXIT.inconclusive,
};

export const checkCommand: Command<typeof CHECK_FLAGS> = {
  name: 'check',
  usage: `Usage: npm run check -- --against REF [flags]
       npm run check -- [flags]                compares with stored runs (npm run baseline)
       npm run check -- --self-test [flags]

Says whether the working tree needs more time, CPU or memory than another version of it
or than before.
Exit status: 0 unchanged or improved, 1 regressed, 2 could not compare, 3 inconclusive,
70 a bug, 130 interrupted.`,
  flags: CHECK_FLAGS,
  mostWords: 0,
  async run({ flags, args }, io) {
    const options = resolveCheck(givenCheck(flags, args));
    const inconclusive = inconclusiveOf(flags.inconclusive);
    const view = viewOf(flags, 'results/check');
    try {
      return flags['self-test'] === true
        ? await selfTest(options, view, io)
        : await checkAndPublish(options, view, inconclusive, io);
    } catch (error) {
      // Ctrl-C before anything was measured; git and the compiler got it too, and failed by it.
      const interrupted = error === io.signal.reason || error instanceof HarnessError;
      if (io.signal.aborted && interrupted) return EXIT.interrupted;
      throw error;
    }
  },
};

async function checkAndPublish(
  options: CheckOptions,
  view: View,
  inconclusive: Inconclusive,
  io: Io,
): Promise<number> {
  using output = OutputFolder.open(view.outDir);
  const checked = await check(options, output, watchOf(io, view));
  await publishCheck(checked, {
    output,
    json: view.json,
    step: actionsStep(process.env),
    ...{ stdout: io.stdout, stderr: io.stderr },
  });
  if (checked.run.status === 'incomplete') return EXIT.interrupted;
  const { outcome } = checked.result;
  const passes = outcome === 'inconclusive' && inconclusive === 'pass';
  return passes ? EXIT.ok : EXIT_OF[outcome];
}
