import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

import { HarnessError } from '../../errors.ts';
import { makeFolder } from '../../output/files.ts';
import { FolderLock, shownHolder, untilItEnds } from '../../output/folder-lock.ts';
import { compile, installKey, installPackages, linkPackages } from './build.ts';
import { git } from './commit.ts';
import { removeWorktree, worktreesBelow } from './user/worktree.ts';

/** One folder per side; both names are 12 letters, so that no path is longer on one side. */
const REFS_DIR = '.cache/refs';
const WORKING_TREE = 'working-tree';

/** Written last: a folder without it, or with another key in it, is built anew. */
const MARKER = '.built';

/** How a build speaks to the outside. */
export interface BuildWatch {
  readonly note: (text: string) => void;
  readonly signal: AbortSignal;
}

export interface Checkout {
  /** When it is built it holds dist/, package.json and node_modules. */
  readonly folder: string;
  /** Whether its packages are other ones than the working tree's. */
  readonly ownPackages: boolean;
}

/** A commit that is checked out. */
export interface CommitFolder extends Checkout {
  readonly name: string;
  /** Path of the file that says what is built, and its content then. */
  readonly marker: string;
  readonly key: string;
  readonly isBuilt: boolean;
}

/** Keeps other checks of this clone away until both sides have run. Throws HarnessError. */
export function lockRefs(): FolderLock {
  makeFolder(resolve(REFS_DIR));
  return new FolderLock(REFS_DIR, (holder) => {
    const message = `${shownHolder(holder)} checks this clone already: ${untilItEnds(holder)}, or check in another clone`;
    return new HarnessError('output-in-use', message);
  });
}

/**
 * The files of a commit in a folder, which is kept for the next check when it is built; those of other
 * commits are removed. Throws HarnessError.
 */
export async function checkOut(commit: string): Promise<CommitFolder> {
  const name = commit.slice(0, WORKING_TREE.length);
  const worktree = resolve(REFS_DIR, name);
  await removeOthers(name);
  // The project need not be the top of its repository.
  const folder = join(worktree, await git('.', 'rev-parse', '--show-prefix'));
  const marker = join(worktree, MARKER);
  const key = `${commit} ${installKey('.')}`;
  const isBuilt = existsSync(marker) && readFileSync(marker, 'utf8') === key;
  if (!isBuilt) await extract(commit, worktree);
  return { ...{ name, folder, marker, key, isBuilt }, ownPackages: ownPackages(folder) };
}

/** Compiled with its own packages, unless it is already. Throws HarnessError. */
export async function buildCommit(
  { name, folder, marker, key, isBuilt, ownPackages }: CommitFolder,
  { note, signal }: BuildWatch,
): Promise<Checkout> {
  if (!isBuilt) {
    note(`building ${name} in ${join(REFS_DIR, name)}`);
    if (ownPackages) {
      note(`${name} has other packages than the working tree: installing them`);
      await installPackages(folder, signal);
    } else linkPackages('.', folder);
    await compile(folder, folder, signal);
    writeFileSync(marker, key);
  }
  return { folder, ownPackages };
}

/**
 * The working tree as it is now, compiled in the same way and beside the commit: both sides load
 * equally many modules from equally deep folders, and later edits do not reach into the check.
 */
export async function buildWorkingTree({ note, signal }: BuildWatch): Promise<Checkout> {
  const folder = resolve(REFS_DIR, WORKING_TREE);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  note('building the working tree');
  copyFileSync('package.json', join(folder, 'package.json'));
  linkPackages('.', folder);
  await compile(resolve('.'), folder, signal);
  return { folder, ownPackages: false };
}

/**
 * By a worktree that git then forgets, since only its files are wanted. The folder gets its name at the
 * end: what a check leaves that is killed before is removed by the next.
 */
async function extract(commit: string, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const made = `${folder}.new`;
  await git('.', 'worktree', 'add', '--quiet', '--detach', '--force', made, commit);
  rmSync(join(made, '.git'));
  renameSync(made, folder);
  await removeWorktree({ repository: '.', folder: made });
}

function ownPackages(folder: string): boolean {
  return installKey(folder) !== installKey('.');
}

async function removeOthers(kept: string): Promise<void> {
  const folders = existsSync(REFS_DIR) ? readdirSync(REFS_DIR) : [];
  // The file of the lock begins with a dot.
  for (const name of folders.filter((folder) => folder !== kept && !folder.startsWith('.'))) {
    rmSync(join(REFS_DIR, name), { recursive: true, force: true });
  }
  const left = await worktreesBelow(resolve(REFS_DIR), '.');
  for (const worktree of left) await removeWorktree(worktree);
}
