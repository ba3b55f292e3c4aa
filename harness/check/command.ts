import { checkRun } from './paired/check-run.ts';
import { checkStored } from './stored/check-stored.ts';
import { judge } from './paired/judge.ts';
import { type Rule, STANDARD, THOROUGH } from './paired/rule.ts';
import type { Outcome } from './verdict.ts';
import { EXIT, HarnessError } from '../errors.ts';
import { helpText } from '../flags.ts';
import type { Io } from '../command.ts';
import { CHECK_FLAGS, type CheckOptions, checkOptions } from './options.ts';
import { OutputFolder } from '../output/output-folder.ts';
import { refSides } from './sides/side.ts';
import type { CheckedRun } from './report/text.ts';
import { actionsStep, publishCheck } from './report/publishing.ts';
import type { Watch } from '../engine/progress.ts';
import { selfTest } from './self-test-command.ts';
import { watchOf } from '../watch.ts';

const USAGE = `Usage: npm run check -- --against REF [flags]
       npm run check -- [flags]                compares with stored runs (npm run baseline)
       npm run check -- --self-test [flags]

Says whether the working tree needs more time, CPU or memory than another version of it
or than before.
Exit status: 0 unchanged or improved, 1 regressed, 2 could not compare, 3 inconclusive,
130 interrupted.`;

const EXIT_OF: Readonly<Record<Outcome, number>> = {
  unchanged: EXIT.ok,
  improved: EXIT.ok,
  regressed: EXIT.regressed,
  broken: EXIT.broken,
  inconclusive: EXIT.inconclusive,
};

export async function checkCommand(args: readonly string[], io: Io): Promise<number> {
  const options = checkOptions(args);
  if (options === 'help') {
    io.stdout.write(helpText(USAGE, CHECK_FLAGS));
    return EXIT.ok;
  }
  try {
    return options.selfTest ? await selfTest(options, io) : await check(options, io);
  } catch (error) {
    // Ctrl-C before anything was measured; git and the compiler got it too, and failed by it.
    const interrupted = error === io.signal.reason || error instanceof HarnessError;
    if (io.signal.aborted && interrupted) return EXIT.interrupted;
    throw error;
  }
}

async function check(options: CheckOptions, io: Io): Promise<number> {
  using output = OutputFolder.open(options.outDir);
  const watch = watchOf(io, options);
  const rule = options.thorough ? THOROUGH : STANDARD;
  const checked =
    options.against === null
      ? await checkStored(options, output, rule, watch)
      : await checkAgainst(options.against, options, output, rule, watch);
  await publishCheck(checked, {
    output,
    json: options.json,
    step: actionsStep(process.env),
    ...{ stdout: io.stdout, stderr: io.stderr },
  });
  if (checked.run.status === 'incomplete') return EXIT.interrupted;
  const { outcome } = checked.result;
  const passes = outcome === 'inconclusive' && options.inconclusive === 'pass';
  return passes ? EXIT.ok : EXIT_OF[outcome];
}

async function checkAgainst(
  ref: string,
  options: CheckOptions,
  output: OutputFolder,
  rule: Rule,
  watch: Watch,
): Promise<CheckedRun> {
  const { progress, signal } = watch;
  const note = (text: string) => {
    progress.note(text);
  };
  const sides = await refSides({ ref, whole: options.whole }, { note, signal });
  const { run, findings } = await checkRun(options, output, sides, { rule, plant: null }, watch);
  const judged = judge(run, rule);
  return { run, result: { ...judged, findings: [...judged.findings, ...findings] } };
}
