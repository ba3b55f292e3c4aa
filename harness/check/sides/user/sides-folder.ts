import { mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { HarnessError } from '../../../errors.ts';
import { FolderLock, isLockFile } from '../../../output/folder-lock.ts';
import { makeFolder, notWritable } from '../../../output/files.ts';
import { removeWorktree, type Worktree, worktreesBelow } from './worktree.ts';

/** For which the folder of a check that is not killed may have no lock. */
const MOMENT_MS = 60_000;

/** Of the folder of one check. */
const PREFIX = 'check-';

/**
 * Where one check builds its sides. Each has a folder of its own, so that two checks at once do not
 * meet, and takes it away at its end; one that was killed leaves it to the next check.
 */
export class SidesFolder implements AsyncDisposable {
  readonly path: string;
  readonly #lock: FolderLock;
  readonly #worktrees: Worktree[] = [];

  private constructor(path: string, lock: FolderLock) {
    this.path = path;
    this.#lock = lock;
  }

  /** In the cache of a project; `repository` is the one that worktrees are made from. Throws HarnessError. */
  static async open(cacheDir: string, repository: string): Promise<SidesFolder> {
    const all = join(cacheDir, 'sides');
    try {
      makeFolder(all);
      await removeLeft(realpathSync(all), repository);
      // Six letters are added, the same number for every check.
      const path = mkdtempSync(join(realpathSync(all), PREFIX));
      return new SidesFolder(path, new FolderLock(path));
    } catch (error) {
      if (error instanceof HarnessError) throw error;
      throw notWritable(`the cache folder ${cacheDir}`, error);
    }
  }

  /** Where the user's files of a side are built: paths are equally long on both. */
  builtDir(side: 'base' | 'head'): string {
    return join(this.path, `built-${side}`);
  }

  /** The worktree is removed with the folder. */
  adopt(worktree: Worktree): void {
    this.#worktrees.push(worktree);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const worktree of this.#worktrees.toReversed()) await removeWorktree(worktree);
    empty(this.path);
    // Last, so that the rest is not left without it.
    this.#lock[Symbol.dispose]();
    rmSync(this.path, { recursive: true });
  }
}

/** What checks that were killed have left, and worktrees whose folder somebody deleted. */
async function removeLeft(all: string, repository: string): Promise<void> {
  const worktrees = await worktreesBelow(all, repository);
  const names = readdirSync(all).filter((name) => name.startsWith(PREFIX));
  for (const name of names) {
    const path = join(all, name);
    const lock = lockOfLeft(path);
    if (lock === null) continue;
    for (const { folder } of worktrees.filter(({ folder }) => folder.startsWith(path))) {
      await removeWorktree({ repository, folder });
    }
    empty(path);
    lock[Symbol.dispose]();
    rmSync(path, { recursive: true });
  }
  const gone = worktrees.filter(
    ({ folder }) => !names.some((name) => folder.startsWith(join(all, name))),
  );
  for (const worktree of gone) await removeWorktree(worktree);
}

/** Null for a folder that a check which runs now holds, makes or has just removed. */
function lockOfLeft(path: string): FolderLock | null {
  try {
    const hasLock = readdirSync(path).some(isLockFile);
    if (!hasLock && Date.now() - statSync(path).mtimeMs < MOMENT_MS) return null;
    return new FolderLock(path);
  } catch (error) {
    if (error instanceof HarnessError && error.code === 'output-in-use') return null;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function empty(path: string): void {
  for (const name of readdirSync(path).filter((file) => !isLockFile(file))) {
    rmSync(join(path, name), { recursive: true, force: true });
  }
}
