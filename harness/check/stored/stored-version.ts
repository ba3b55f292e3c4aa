import { resolve } from 'node:path';

import { fileInProject, isFile } from '../../catalog.ts';
import { HarnessError } from '../../errors.ts';
import { invocation, pathFromHere } from '../../project.ts';
import type { CheckOptions } from '../options.ts';
import { type Against, commitOf } from '../sides/commit.ts';
import { namedFiles } from '../sides/subject.ts';
import { repositoryOf } from '../sides/user/repository.ts';
import { newestOfWorkload } from './baseline-choice.ts';
import { readBaselines } from './baseline-store.ts';
import { machineOf } from './fingerprint.ts';

/**
 * The commit of the newest stored run of this workload. Its settings and machine do not matter, since
 * both versions are measured here and now. Throws HarnessError.
 */
export async function storedVersion(options: CheckOptions): Promise<Against> {
  const { baselineDir, maxAgeDays } = options;
  const limits = { maxAgeDays, nowMs: Date.now() };
  const { run, path } = newestOfWorkload(readBaselines(baselineDir), workloadOf(options), limits);
  const { gitCommit, gitDirty } = machineOf(run);
  const day = run.startedAt.slice(0, 10);
  const newest = `the newest stored run, of ${day} (${pathFromHere(path)}),`;
  if (gitCommit === null) throw unfit(`${newest} was made outside of git`);
  const commit = `commit ${gitCommit.slice(0, 12)}`;
  if (gitDirty !== false) {
    throw unfit(`${newest} was made with changes beside ${commit}, which are not kept`);
  }
  const [file] = namedFiles(options);
  const repository = file === undefined ? '.' : await repositoryOf(resolve(file));
  if ((await commitOf(gitCommit, repository)) === null) {
    throw unfit(
      `${newest} is of ${commit}, which git does not know here: it was rewritten, or this clone is shallow (git fetch --unshallow)`,
    );
  }
  return { ref: gitCommit, name: `the stored run of ${day}`, exact: true };
}

/** As run files name it. */
function workloadOf({ workload }: CheckOptions) {
  return isFile(workload)
    ? { workload: null, file: fileInProject(workload) }
    : { workload, file: null };
}

function unfit(why: string): HarnessError {
  const instead = `name a commit with --against REF, or commit your changes and run ${invocation('baseline')}`;
  return new HarnessError('baseline-commit', `${why}; ${instead}`);
}
