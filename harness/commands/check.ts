import { checkRun } from '../check/check-run.ts';
import { judge } from '../check/judge.ts';
import { STANDARD, THOROUGH } from '../check/rule.ts';
import type { Outcome } from '../check/verdict.ts';
import { EXIT, HarnessError } from '../errors.ts';
import { helpText } from '../flags.ts';
import type { Io } from '../io.ts';
import { CHECK_FLAGS, type CheckOptions, checkOptions } from '../options/check.ts';
import { type CheckSides, refSides } from '../ref/side.ts';
import { actionsStep, publishCheck } from '../report/publishing.ts';
import type { Watch } from '../run/progress.ts';
import { selfTest } from './self-test.ts';
import { watchOf } from './watch.ts';

const USAGE = `Usage: npm run check -- --against REF [flags]
       npm run check -- --self-test [flags]

Says whether the working tree needs more time, CPU or memory than another version of it.
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
  const watch = watchOf(io, options);
  const sides = await chosenSides(options, watch);
  const rule = options.thorough ? THOROUGH : STANDARD;
  const { run, findings } = await checkRun(options, sides, { rule, plant: null }, watch);
  const judged = judge(run, rule);
  const result = { ...judged, findings: [...judged.findings, ...findings] };
  publishCheck(
    { run, result },
    {
      outDir: options.outDir,
      json: options.json,
      step: actionsStep(process.env),
      stdout: io.stdout,
    },
  );
  if (run.status === 'incomplete') return EXIT.interrupted;
  const passes = result.outcome === 'inconclusive' && options.inconclusive === 'pass';
  return passes ? EXIT.ok : EXIT_OF[result.outcome];
}

function chosenSides({ against, whole }: CheckOptions, watch: Watch): Promise<CheckSides> {
  if (against === null) {
    throw new HarnessError('nothing-to-check', 'say what to compare with: --against REF');
  }
  const { progress, signal } = watch;
  const note = (text: string) => {
    progress.note(text);
  };
  return refSides({ ref: against, whole }, { note, signal });
}
