import { join } from 'node:path';

import { checkRun } from './paired/check-run.ts';
import { judge } from './paired/judge.ts';
import { STANDARD, THOROUGH } from './rule.ts';
import {
  SELF_TEST_CASES,
  type SelfTestCase,
  selfTestResult,
  type SelfTestResult,
} from './self-test.ts';
import { EXIT } from '../errors.ts';
import type { Io } from '../command.ts';
import type { View } from '../engine/common-flags.ts';
import type { CheckOptions } from './options.ts';
import { OutputFolder } from '../output/output-folder.ts';
import { sameSides } from './sides/sides.ts';
import { selfTestJson, selfTestTable } from './report/self-test.ts';
import { terminalTable } from '../text/terminal.ts';
import { watchOf } from '../engine/progress.ts';

/** Ordinary checks of the working tree with itself, all but the first with an injection. */
export async function selfTest(options: CheckOptions, view: View, io: Io): Promise<number> {
  const checks: SelfTestResult[] = [];
  for (const tested of SELF_TEST_CASES) {
    const one = await runCase(tested, options, view, io);
    if (one === null) return EXIT.interrupted;
    checks.push(one);
  }
  const text = view.json ? selfTestJson(checks) : terminalTable(selfTestTable(checks));
  io.stdout.write(`${text}\n`);
  return checks.every(({ passed }) => passed) ? EXIT.ok : EXIT.invalid;
}

/** Null when interrupted. */
async function runCase(
  tested: SelfTestCase,
  options: CheckOptions,
  view: View,
  io: Io,
): Promise<SelfTestResult | null> {
  const watch = watchOf(io, view);
  const { name, injection } = tested;
  const share = injection === null ? '' : `${100 * injection.share} % `;
  watch.progress.note(`SELF-TEST, NOT A MEASUREMENT: ${share}${name.toUpperCase()} PLANTED`);
  const rule = options.thorough ? THOROUGH : STANDARD;
  using output = OutputFolder.open(join(view.outDir, `self-test-${name}`));
  const { run } = await checkRun(options, output, await sameSides(), { rule, injection }, watch);
  if (run.status === 'incomplete') return null;
  return selfTestResult(tested, run, judge(run, rule));
}
