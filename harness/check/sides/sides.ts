import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';

import type { Version } from '../../../results/format.ts';
import type { Finding } from '../../analysis/finding.ts';
import { type Entry, urlsOf } from '../../catalog.ts';
import type { TrialProgram } from '../../engine/scenario.ts';
import { checkedOut } from '../../git.ts';
import { projectOf } from '../../project.ts';
import { type BuildWatch, buildCommit, buildWorkingTree, type Checkout } from './checkout.ts';
import { compiledCode } from './compiled-code.ts';
import { sameCode } from './same-code.ts';
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

/** Two versions, built to be compared. */
export interface BuiltSides extends CheckSides {
  /** How many built files each runs, if all that they run is the same; null where anything differs. */
  readonly sameFiles: number | null;
}

/**
 * A commit of the suite's own repository against the working tree, both compiled.
 * `whole`: each side also has its own trial program, and the Node that it installed.
 */
export async function refSides(
  {
    ref,
    commit,
    whole,
  }: { readonly ref: string; readonly commit: string; readonly whole: boolean },
  watch: BuildWatch,
): Promise<BuiltSides> {
  const base = await buildCommit(commit, watch);
  const head = await buildWorkingTree(watch);
  const codeOf = ({ folder }: Checkout) => compiledCode(folder, whole);
  return {
    base: await compiledSide({ ref, gitCommit: commit, gitDirty: false, whole }, base),
    head: await compiledSide({ ...(await workingTree()), whole }, head),
    findings: [],
    // With packages of its own a side may have a Node of its own among them.
    sameFiles: base.ownPackages ? null : await sameCode(await codeOf(base), await codeOf(head)),
  };
}

/** The working tree against itself, from where the harness runs: needs neither git nor a build. */
export async function sameSides(subject: CheckSubject): Promise<CheckSides> {
  const files = new Map(userModules(subject).map(({ file, url }) => [file, url]));
  const side = { version: await workingTree(), ...ownModules(), files, shares: null };
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
  };
  if (!version.whole) {
    return { version, ...modules, program: null, nodeVersion: process.versions.node };
  }
  const executable = nodeOf(checkout);
  const { stdout } = await execa(executable ?? process.execPath, ['-p', 'process.versions.node']);
  const program = { path: join(dist, 'harness/trial/main.js'), executable };
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
