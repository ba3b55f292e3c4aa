import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';

import type { Version } from '../../../results/format.ts';
import type { Finding } from '../../analysis/finding.ts';
import { type Entry, urlsOf } from '../../catalog.ts';
import type { TrialProgram } from '../../engine/scenario.ts';
import { folderDigest } from '../../engine/suite.ts';
import { checkedOut } from '../../git.ts';
import { projectOf } from '../../project.ts';
import {
  type BuildWatch,
  buildCommit,
  buildWorkingTree,
  type Checkout,
  type CommitFolder,
} from './checkout.ts';
import { sameCode } from './same-code.ts';
import { suiteCode } from './suite-code.ts';
import { type CheckSubject, userModules } from './subject.ts';

/** One version that a check compares: where its modules are, and what runs them. */
export interface CheckSide {
  readonly version: Version;
  /** URL of each module of the suite's own, by name. */
  readonly models: ReadonlyMap<string, string>;
  readonly workloads: ReadonlyMap<string, string>;
  /** URL of each file of the user's as this side has it, by the `file` of its module. */
  readonly files: ReadonlyMap<string, string>;
  /** Whether its workload has `share`; null where it is taken to be as that of the working tree. */
  readonly shares: boolean | null;
  /** Of its code, wherever that was built; null for that of the program that runs. */
  readonly codeSha256: string | null;
  /** Null for the harness's own, which both sides then share. */
  readonly program: TrialProgram | null;
  /** Of what runs its trials, as scenarios name it. */
  readonly nodeVersion: string;
}

export interface CheckSides {
  readonly base: CheckSide;
  readonly head: CheckSide;
  /** What the reader must know of how they were built. */
  readonly findings: readonly Finding[];
}

/** A commit of the suite's own repository. */
export interface RefRequest {
  /** What people call it. */
  readonly ref: string;
  readonly commit: string;
  /** Whether each side also has its own trial program, and the Node that it installed. */
  readonly whole: boolean;
}

/** What reports call a commit that is checked out, and the working tree. */
export async function refVersions({ ref, commit, whole }: RefRequest) {
  return {
    base: { ref, gitCommit: commit, gitDirty: false, whole },
    head: { ...(await workingTree()), whole },
  };
}

/**
 * How many files of code a commit and the working tree have, if a check would run the same on both;
 * null where anything differs.
 */
export async function sameFiles(
  { folder, ownPackages }: CommitFolder,
  { whole }: RefRequest,
): Promise<number | null> {
  // With packages of its own it may also have a Node of its own among them.
  if (ownPackages) return null;
  const [base, head] = [await suiteCode(folder, whole), await suiteCode('.', whole)];
  return base === null || head === null ? null : sameCode(base, head);
}

/** Both, compiled. Throws HarnessError. */
export async function refSides(
  request: RefRequest,
  checkedOut: CommitFolder,
  watch: BuildWatch,
): Promise<CheckSides> {
  const versions = await refVersions(request);
  const [base, head] = await buildBoth(checkedOut, watch);
  return {
    base: await compiledSide(versions.base, base),
    head: await compiledSide(versions.head, head),
    findings: [],
  };
}

/** At the same time. Where one cannot be built, the other ends too before this rejects. */
async function buildBoth(
  checkedOut: CommitFolder,
  { note, signal }: BuildWatch,
): Promise<readonly [base: Checkout, head: Checkout]> {
  const failed = new AbortController();
  const watch = { note, signal: AbortSignal.any([signal, failed.signal]) };
  const builds = [buildCommit(checkedOut, watch), buildWorkingTree(watch)] as const;
  try {
    return await Promise.all(builds);
  } catch (error) {
    failed.abort(error);
    await Promise.allSettled(builds);
    throw error;
  }
}

/** The working tree against itself, from where the harness runs: needs neither git nor a build. */
export async function sameSides(subject: CheckSubject): Promise<CheckSides> {
  const files = new Map(userModules(subject).map(({ file, url }) => [file, url]));
  const version = await workingTree();
  const side = { version, ...ownModules(), files, shares: null, codeSha256: null };
  return { base: side, head: side, findings: [] };
}

/** What a side has of the harness's own: everything but its version and the user's files. */
export function ownModules() {
  return {
    ...{ models: urlsOf('model'), workloads: urlsOf('workload') },
    ...{ program: null, nodeVersion: process.versions.node },
  };
}

/** Where a side has a module; null where it has none. */
export function moduleUrl(
  side: CheckSide,
  kind: 'models' | 'workloads',
  { file, value }: Entry<{ readonly name: string }>,
): string | null {
  return (file === null ? side[kind].get(value.name) : side.files.get(file)) ?? null;
}

/** As it is now, in the repository of a folder. */
export async function workingTree(folder = '.'): Promise<Version> {
  const { baselineDir } = projectOf(process.cwd());
  return { ref: 'working tree', ...(await checkedOut(folder, baselineDir)), whole: false };
}

async function compiledSide(version: Version, checkout: Checkout): Promise<CheckSide> {
  const dist = join(checkout.folder, 'dist');
  const modules = {
    models: modulesIn(join(dist, 'scenarios/models')),
    workloads: modulesIn(join(dist, 'scenarios/workloads')),
    files: new Map<string, string>(),
    shares: null,
    codeSha256: folderDigest(dist),
  };
  if (!version.whole) {
    return { version, ...modules, program: null, nodeVersion: process.versions.node };
  }
  const executable = nodeOf(checkout);
  const node = executable ?? process.execPath;
  // In a process group of its own, which Ctrl-C does not end.
  const { stdout } = await execa(node, ['-p', 'process.versions.node'], { killDescendants: true });
  const program = {
    path: join(dist, 'harness/trial/main.js'),
    executable,
    args: [],
    needsClock: false,
  };
  return { version, ...modules, program, nodeVersion: stdout };
}

/** The Node that a checkout with packages of its own has among them. */
function nodeOf({ folder, ownPackages }: Checkout): string | null {
  const installed = join(folder, 'node_modules/node/bin/node');
  return ownPackages && existsSync(installed) ? installed : null;
}

function modulesIn(folder: string): ReadonlyMap<string, string> {
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  return new Map(
    files
      .filter((file) => file.endsWith('.js'))
      .map((file) => [basename(file, '.js'), pathToFileURL(join(folder, file)).href]),
  );
}
