import { join } from 'node:path';

import { checkRun } from './paired/check-run.ts';
import { judge } from './paired/judge.ts';
import { STANDARD, THOROUGH } from './paired/rule.ts';
import { sprung, type SprungTrap, type Trap, TRAPS } from './self-test.ts';
import { EXIT } from '../errors.ts';
import type { Io } from '../command.ts';
import type { View } from '../common-options.ts';
import type { CheckOptions } from './options.ts';
import { OutputFolder } from '../output/output-folder.ts';
import { sameSides } from './sides/side.ts';
import { selfTestJson, selfTestTable } from './report/self-test.ts';
import { terminalTable } from '../text/terminal.ts';
import { watchOf } from '../watch.ts';

/** Ordinary checks of the working tree with itself, all but the first with something planted. */
export async function selfTest(options: CheckOptions, view: View, io: Io): Promise<number> {
  const checks: SprungTrap[] = [];
  for (const trap of TRAPS) {
    const one = await spring(trap, options, view, io);
    if (one === null) return EXIT.interrupted;
    checks.push(one);
  }
  const text = view.json ? selfTestJson(checks) : terminalTable(selfTestTable(checks));
  io.stdout.write(`${text}\n`);
  return checks.every(({ passed }) => passed) ? EXIT.ok : EXIT.invalid;
}

/** Null when interrupted. */
async function spring(
  trap: Trap,
  options: CheckOptions,
  view: View,
  io: Io,
): Promise<SprungTrap | null> {
  const watch = watchOf(io, view);
  const { name, plant } = trap;
  const share = plant === null ? '' : `${100 * plant.share} % `;
  watch.progress.note(`SELF-TEST, NOT A MEASUREMENT: ${share}${name.toUpperCase()} PLANTED`);
  const rule = options.thorough ? THOROUGH : STANDARD;
  using output = OutputFolder.open(join(view.outDir, `self-test-${name}`));
  const { run } = await checkRun(options, output, await sameSides(), { rule, plant }, watch);
  if (run.status === 'incomplete') return null;
  return sprung(trap, run, judge(run, rule));
}
