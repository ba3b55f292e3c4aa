import { join } from 'node:path';

import type { Command, Io } from '../command.ts';
import { loadConfig } from '../config/config-file.ts';
import { expectOne, over, requests, runAll } from '../config/requests.ts';
import { type View, viewOf } from '../engine/common-flags.ts';
import { watchOf } from '../engine/progress.ts';
import { scratchFolder } from '../engine/scratch-folder.ts';
import { EXIT } from '../errors.ts';
import { invocation, projectOf } from '../project.ts';
import { OutputFolder } from '../output/output-folder.ts';
import { screenOf } from '../text/screen.ts';
import { terminalTable } from '../text/terminal.ts';
import { check } from './check.ts';
import { CHECK_FLAGS } from './flags.ts';
import {
  type CheckOptions,
  configuredFor,
  givenByConfig,
  givenCheck,
  type Inconclusive,
  inconclusiveOf,
  resolveCheck,
} from './options.ts';
import { checkPaired } from './paired/check-paired.ts';
import { actionsStep, publishCheck } from './report/publishing.ts';
import { selfTestJson, selfTestTable } from './report/self-test.ts';
import {
  SELF_TEST_CASES,
  type SelfTestCase,
  selfTestResult,
  type SelfTestResult,
  testedModels,
} from './self-test.ts';
import { sameSides } from './sides/sides.ts';
import { findSubject } from './sides/subject.ts';
import type { Outcome } from './verdict.ts';

const EXIT_OF: Readonly<Record<Outcome, number>> = {
  unchanged: EXIT.ok,
  accepted: EXIT.ok,
  improved: EXIT.ok,
  regressed: EXIT.regressed,
  'over-budget': EXIT.overBudget,
  broken: EXIT.broken,
  inconclusive: EXIT.inconclusive,
};

export const checkCommand: Command<typeof CHECK_FLAGS> = {
  name: 'check',
  usage: `Usage: ${invocation('check', '[WORKLOAD] --against REF [flags]')}
       ${invocation('check', '[WORKLOAD] --against-stored [flags]')}    compares with the commit of the newest stored run
       ${invocation('check', '[WORKLOAD] [flags]')}    compares with the figures of stored runs (${invocation('baseline')})
       ${invocation('check', '[WORKLOAD] --self-test [flags]')}

Says whether the working tree needs more time, CPU or memory than another version of it
or than before.
Exit status: 0 unchanged, improved or accepted, 1 regressed or over budget, 2 could not
compare, 3 inconclusive, 70 a bug, 130 interrupted by Ctrl-C.`,
  flags: CHECK_FLAGS,
  mostWords: 1,
  async run({ args, ...words }, io) {
    const { flags } = words;
    const view = viewOf(flags, projectOf(process.cwd()).outDir('check'));
    const loaded = await loadConfig(process.cwd());
    const inconclusive = inconclusiveOf(flags.inconclusive ?? loaded.config.check?.inconclusive);
    const asked = givenCheck(words, args);
    const configured = configuredFor(asked, loaded);
    const given = over(asked, { ...givenByConfig(loaded.config), configured });
    const all = requests(given, view.outDir, loaded);
    if (flags.resume === true) expectOne(all);
    return runAll(all, (one, outDir) => {
      const [options, to] = [resolveCheck(one), { ...view, outDir }];
      return flags['self-test'] === true
        ? selfTest(withoutAgreements(options), to, io)
        : checkAndPublish(options, to, inconclusive, io);
    });
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
    ...{ stdout: io.stdout, stderr: io.stderr, screen: screenOf(io.stdout, process.env) },
  });
  if (checked.run?.status === 'incomplete') return EXIT.interrupted;
  const { outcome } = checked.result;
  const passes = outcome === 'inconclusive' && inconclusive === 'pass';
  return passes ? EXIT.ok : EXIT_OF[outcome];
}

/** Ordinary checks of the working tree with itself, all but the first with an injection. */
async function selfTest(options: CheckOptions, view: View, io: Io): Promise<number> {
  const checks: SelfTestResult[] = [];
  for (const [index, tested] of SELF_TEST_CASES.entries()) {
    const one = await runCase({ tested, index }, options, view, io);
    if (one === null) return EXIT.interrupted;
    checks.push(one);
  }
  const screen = screenOf(io.stdout, process.env);
  const text = view.json ? selfTestJson(checks) : terminalTable(selfTestTable(checks), screen);
  io.stdout.write(`${text}\n`);
  return checks.every(({ passed }) => passed) ? EXIT.ok : EXIT.invalid;
}

/** What is planted must be found, whatever a team has agreed on for its own work. */
function withoutAgreements(options: CheckOptions): CheckOptions {
  return { ...options, budgets: [], rule: { ...options.rule, waivers: [] } };
}

/** Null when interrupted. */
async function runCase(
  { tested, index }: { readonly tested: SelfTestCase; readonly index: number },
  options: CheckOptions,
  view: View,
  io: Io,
): Promise<SelfTestResult | null> {
  const watch = watchOf(io, view);
  const { name, injection } = tested;
  const share = injection === null ? '' : `${100 * injection.share} % `;
  watch.progress.note(`SELF-TEST, NOT A MEASUREMENT: ${share}${name.toUpperCase()} PLANTED`);
  using output = OutputFolder.open(join(view.outDir, `self-test-${name}`));
  using built = scratchFolder();
  const all = await findSubject(options, { folder: built.path, watch });
  const subject = { ...all, models: testedModels(index, all.models) };
  const sides = await sameSides(subject);
  const planted = { subject, sides, injection, former: null };
  const { run, result } = await checkPaired(options, planted, output, watch);
  return run.status === 'incomplete' ? null : selfTestResult(tested, result);
}
