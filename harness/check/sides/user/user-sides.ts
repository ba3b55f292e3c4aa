import type { WorkSettings } from '../../../../results/format.ts';
import { HarnessError } from '../../../errors.ts';
import { describeModels, describeWorkload } from '../../../inspect/inspector.ts';
import type { BuildWatch } from '../checkout.ts';
import { type CheckSides, ownModules, workingTree } from '../sides.ts';
import { type CheckSubject, type UserModule, userModules } from '../subject.ts';
import { type BaseRequest, buildBase } from './base.ts';
import type { SidesFolder } from './sides-folder.ts';

/** Two versions of the user's files. */
export interface UserSides extends CheckSides {
  /** How many built files each has, if both run the same; null where anything differs. */
  readonly sameFiles: number | null;
}

/**
 * A commit of the user's repository against the working tree, which is built already. What is the
 * suite's own is the same on both. Throws HarnessError.
 */
export async function userSides(
  request: BaseRequest,
  { subject, settings }: { readonly subject: CheckSubject; readonly settings: WorkSettings },
  folder: SidesFolder,
  watch: BuildWatch,
): Promise<UserSides> {
  const modules = userModules(subject);
  const base = await buildBase(request, modules, folder, watch);
  const isWorkload = ({ file }: UserModule) => file === subject.workload.file;
  await expectModels(
    base.modules.filter((module) => !isWorkload(module)),
    watch.signal,
  );
  const workload = base.modules.find(isWorkload);
  const { ref, commit, repository } = request;
  return {
    base: {
      version: { ref, gitCommit: commit, gitDirty: false, whole: false },
      ...ownModules(),
      files: urls(base.modules),
      shares: workload === undefined ? null : await shares(workload, settings, watch.signal),
      codeSha256: base.codeSha256.base,
    },
    head: {
      version: await workingTree(repository),
      ...ownModules(),
      files: urls(modules),
      shares: null,
      codeSha256: base.codeSha256.head,
    },
    findings: base.findings,
    sameFiles: base.sameFiles,
  };
}

function urls(modules: readonly UserModule[]): ReadonlyMap<string, string> {
  return new Map(modules.map(({ file, url }) => [file, url]));
}

/** Loads the base's models once, so that one that is wrong is an error now. Throws HarnessError. */
async function expectModels(modules: readonly UserModule[], signal: AbortSignal): Promise<void> {
  if (modules.length === 0) return;
  for (const traits of await describeModels(modules, signal)) {
    if (traits instanceof HarnessError) throw traits;
  }
}

/** Whether the base's workload has `share`. Its parameters may be others. Throws HarnessError. */
async function shares(
  module: UserModule,
  settings: WorkSettings,
  signal: AbortSignal,
): Promise<boolean> {
  const asked = { ...settings, params: {}, origin: '' };
  return (await describeWorkload({ module, settings: asked }, signal)).shares;
}
