import { join, resolve } from 'node:path';

import type { RunFile } from '../../../results/format.ts';
import { settingsFor } from '../../engine/options.ts';
import type { Watch } from '../../engine/progress.ts';
import { interruptedRun } from '../../engine/resume.ts';
import { RUN_FILES } from '../../engine/run-file.ts';
import { scratchFolder } from '../../engine/scratch-folder.ts';
import { HarnessError } from '../../errors.ts';
import type { OutputFolder } from '../../output/output-folder.ts';
import { invocation, makeOwnFolder, projectOf } from '../../project.ts';
import type { CheckOptions } from '../options.ts';
import { type BuildWatch, checkOut, lockRefs } from '../sides/checkout.ts';
import { type Against, baseCommit } from '../sides/commit.ts';
import { refSides, refVersions, sameFiles } from '../sides/sides.ts';
import { findSubject, namedFiles } from '../sides/subject.ts';
import { runInHead } from '../sides/user/base.ts';
import { removedWords } from '../sides/user/removed-words.ts';
import { repositoryOf } from '../sides/user/repository.ts';
import { SidesFolder } from '../sides/user/sides-folder.ts';
import { userSides } from '../sides/user/user-sides.ts';
import { unmeasured } from '../unmeasured.ts';
import type { CheckedRun } from '../verdict.ts';
import { checkPaired, covered } from './check-paired.ts';

/**
 * The working tree against a commit: of the repository that holds the user's files, or, where none is
 * named, of the suite's own. Throws HarnessError.
 */
export async function checkAgainst(
  against: Against,
  options: CheckOptions,
  output: OutputFolder,
  watch: Watch,
): Promise<CheckedRun> {
  const [file] = namedFiles(options);
  const former = options.resume ? interruptedRun(output.path, RUN_FILES.file) : null;
  if (file !== undefined) return checkFile(against, file, { options, former, output, watch });
  if (!projectOf(process.cwd()).isSuite) {
    const example = invocation('check', 'bench/work.ts', '--against', against.ref);
    const message = `--against compares two versions of a file of yours, and none is named: ${example}`;
    throw new HarnessError('nothing-to-check', message);
  }
  const { commit, name, findings } = await baseCommit(against, '.');
  using parts = new DisposableStack();
  parts.use(lockRefs());
  const built = parts.use(scratchFolder());
  const subject = await findSubject(options, { folder: built.path, watch });
  const request = { ref: name, commit, whole: options.whole };
  const checkedOut = await checkOut(commit);
  const files = mustMeasure(options) ? null : await sameFiles(checkedOut, request);
  if (files !== null) {
    const { file } = subject.workload;
    return await withoutRun(
      unmeasured(await refVersions(request), { file, files, findings }),
      output,
    );
  }
  const sides = await refSides(request, checkedOut, buildWatch(watch));
  const known = { ...sides, findings: [...findings, ...sides.findings] };
  const paired = { subject, sides: known, injection: null, former };
  return await checkPaired(options, paired, output, watch);
}

interface Checking {
  readonly options: CheckOptions;
  /** The interrupted run that goes on; null where a new one begins. */
  readonly former: RunFile | null;
  readonly output: OutputFolder;
  readonly watch: Watch;
}

/** `file` is the first that is named: its repository is the one that is compared. */
async function checkFile(
  against: Against,
  file: string,
  { options, former, output, watch }: Checking,
): Promise<CheckedRun> {
  if (options.whole) {
    const message = `--whole compares versions of the suite itself: leave it out, or ${file}`;
    throw new HarnessError('flag-conflict', message);
  }
  const repository = await repositoryOf(resolve(file));
  const { commit, name, findings: ofCommit } = await baseCommit(against, repository);
  const project = projectOf(process.cwd());
  makeOwnFolder(project);
  await using folder = await SidesFolder.open(project.cacheDir, repository);
  const building = buildWatch(watch);
  const { build } = options;
  if (build !== null) await runInHead(build, building);
  const search = { folder: folder.builtDir('head'), watch };
  const subject = await findSubject(options, search);
  const settings = settingsFor(options, subject.workload.value);
  const request = { ref: name, commit, repository, build };
  const built = await userSides(request, { subject, settings }, folder, building);
  const { configured, allowRemoved } = options;
  const versions = { base: join(folder.path, 'base'), head: repository };
  const gone =
    configured === null
      ? []
      : await removedWords(configured, subject, versions, { ref: name, allowRemoved });
  const sides = { ...built, findings: [...ofCommit, ...built.findings, ...gone] };
  const { base, head, findings, sameFiles: files } = sides;
  if (files === null || mustMeasure(options)) {
    const paired = { subject, sides, injection: null, former };
    return await checkPaired(options, paired, output, watch);
  }
  const same = { file: subject.workload.file, files, findings };
  const checked = unmeasured({ base: base.version, head: head.version }, same);
  return await withoutRun({ ...checked, result: covered(checked.result) }, output);
}

/**
 * Nothing but figures can say whether a budget is kept. A run that is to go on had two versions that
 * differ: where they no longer do, it is refused and not cleared away.
 */
function mustMeasure({ measure, budgets, resume }: CheckOptions): boolean {
  return measure || resume || budgets.length > 0;
}

/** Leaves no run of before beside the report of a check that has none. */
async function withoutRun(checked: CheckedRun, output: OutputFolder): Promise<CheckedRun> {
  await output.clear(RUN_FILES);
  return checked;
}

function buildWatch({ progress, signal }: Watch): BuildWatch {
  const note = (text: string) => {
    progress.note(text);
  };
  return { note, signal };
}
