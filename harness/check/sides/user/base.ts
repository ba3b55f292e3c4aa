import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import type { Finding } from '../../../analysis/finding.ts';
import { HarnessError } from '../../../errors.ts';
import { projectOf } from '../../../project.ts';
import type { BuildWatch } from '../checkout.ts';
import { codeDigest, sameCode } from '../same-code.ts';
import { runShell } from '../step.ts';
import type { UserModule } from '../subject.ts';
import { buildInBase, sourcesOf } from './built-module.ts';
import type { Versions } from './linked-packages.ts';
import { providePackages } from './packages.ts';
import { placeIn } from './repository.ts';
import type { SidesFolder } from './sides-folder.ts';
import { outsideFindings, takenFindings, takeMissing } from './taken-files.ts';
import { userCode } from './user-code.ts';
import { addWorktree } from './worktree.ts';

/** A commit of the user's repository that is to be built. */
export interface BaseRequest {
  readonly ref: string;
  readonly commit: string;
  /** Top folder of the working tree. */
  readonly repository: string;
  /** The user's command for what is not committed; null for none. */
  readonly build: string | null;
}

/** What the base has of the user's files. */
export interface Base {
  readonly modules: readonly UserModule[];
  /** How many built files it has, if the head runs the same; null where it does not. */
  readonly sameFiles: number | null;
  /** Digests of the code of both sides. */
  readonly codeSha256: Readonly<Record<'base' | 'head', string>>;
  readonly findings: readonly Finding[];
}

/**
 * Checks a commit out and builds its versions of these files: with its own packages, and what the
 * commit lacks taken from the working tree. Throws HarnessError.
 */
export async function buildBase(
  { ref, commit, repository, build }: BaseRequest,
  modules: readonly UserModule[],
  folder: SidesFolder,
  watch: BuildWatch,
): Promise<Base> {
  const versions = { base: join(folder.path, 'base'), head: repository };
  watch.note(`building ${ref}, commit ${commit.slice(0, 12)}`);
  const made = folder.adopt.bind(folder);
  await addWorktree({ repository, commit, ref }, versions.base, { made, note: watch.note });

  const places = modules.flatMap((module) => placeIn(repository, pathOf(module)) ?? []);
  const taken = await takeMissing(places, versions, (path) =>
    sourcesOf(path, folder.builtDir('head')),
  );
  const packages = await providePackages(versions, { places: places.map(dirname), ref }, watch);
  if (build !== null) await runInBase(build, { ref, versions }, watch.signal);

  const built: UserModule[] = [];
  for (const module of modules) {
    const place = placeIn(repository, pathOf(module));
    const path = place === null ? pathOf(module) : join(versions.base, place);
    const asked = { path, ref, versions, isBuilt: build !== null };
    built.push(await buildInBase(module, asked, folder.builtDir('base')));
  }
  const outside = modules.filter((module) => placeIn(repository, pathOf(module)) === null);
  const code = await userCode(versions, [...new Set(places.map(dirname))], folder);
  return {
    modules: built,
    sameFiles: packages.areSame ? await sameCode(code.base, code.head) : null,
    codeSha256: { base: codeDigest(code.base), head: codeDigest(code.head) },
    findings: [...takenFindings(taken, ref), ...outsideFindings(outside), ...packages.findings],
  };
}

/** Runs the user's build in the working tree, as they would. Throws HarnessError. */
export async function runInHead(build: string, { note, signal }: BuildWatch): Promise<void> {
  note(`building the working tree: ${build}`);
  await runShell(build, { cwd: process.cwd(), side: 'the working tree' }, signal);
}

/** Runs it in the folder that is, in the base, what the working folder is in the working tree. */
async function runInBase(
  build: string,
  { ref, versions }: { readonly ref: string; readonly versions: Versions },
  signal: AbortSignal,
): Promise<void> {
  const place = placeIn(versions.head, process.cwd());
  const cwd = join(versions.base, place ?? '');
  if (!existsSync(cwd)) {
    const message = `${ref} cannot be built: it has no folder ${place ?? ''} for --build to run in`;
    throw new HarnessError('ref-build', message);
  }
  await runShell(build, { cwd, side: ref }, signal);
}

function pathOf({ file }: UserModule): string {
  return resolve(projectOf(process.cwd()).root, file);
}
