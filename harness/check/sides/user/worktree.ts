import { existsSync, lstatSync, realpathSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';

import { HarnessError } from '../../../errors.ts';
import { askGit } from '../../../git.ts';
import { git } from '../commit.ts';

/** A checkout that git remembers in the repository it was made from. */
export interface Worktree {
  readonly repository: string;
  readonly folder: string;
}

/** Which commit of which repository a worktree is made of, and what people call that. */
export interface WorktreeSource {
  readonly repository: string;
  readonly commit: string;
  readonly ref: string;
}

/** How making worktrees speaks to the outside. */
export interface WorktreeWatch {
  readonly made: (worktree: Worktree) => void;
  readonly note: (text: string) => void;
}

/**
 * Checks a commit out into a new folder, with each submodule that the working tree has checked out,
 * as a worktree of the submodule's own repository: git's own way would change the user's
 * configuration, and ask the network. `made` hears of each before git does. Throws HarnessError.
 */
export async function addWorktree(
  { repository, commit, ref }: WorktreeSource,
  folder: string,
  watch: WorktreeWatch,
): Promise<void> {
  watch.made({ repository, folder });
  const add = ['worktree', 'add', '--quiet', '--detach', '--force', folder, commit];
  const { problem } = await askGit(repository, ...add);
  if (problem !== null) {
    throw new HarnessError('ref-build', `${ref} cannot be checked out: ${problem}`);
  }
  for (const { path, commit: own } of await submodules(folder)) {
    const source = join(repository, path);
    if (!existsSync(join(source, '.git'))) continue;
    if ((await askGit(source, 'cat-file', '-e', `${own}^{commit}`)).problem === null) {
      const inner = { repository: source, commit: own, ref: `${ref}, ${path}` };
      await addWorktree(inner, join(folder, path), watch);
    } else {
      watch.note(
        `${ref} has submodule ${path} at commit ${own.slice(0, 12)}, which its clone lacks, so its folder is empty there: run git fetch in ${path}`,
      );
    }
  }
}

/** Also where only git still knows of it. Folders that are linked from it stay as they are. */
export async function removeWorktree({ repository, folder }: Worktree): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  // Twice: a worktree that is being added is locked. What fails is tried again by the next check.
  await askGit(repository, 'worktree', 'remove', '--force', '--force', folder);
}

/** The worktrees of a repository that lie below a folder, there or deleted. */
export async function worktreesBelow(
  folder: string,
  repository: string,
): Promise<readonly Worktree[]> {
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) return [];
  const above = `${realpathSync(folder)}${sep}`;
  const list = await git(repository, 'worktree', 'list', '--porcelain', '-z');
  return list
    .split('\0')
    .filter((line) => line.startsWith('worktree '))
    .map((line) => line.slice('worktree '.length))
    .filter((path) => path.startsWith(above))
    .map((path) => ({ repository, folder: path }));
}

async function submodules(folder: string) {
  const entries = (await git(folder, 'ls-files', '--stage', '-z')).split('\0');
  return entries.flatMap((entry) => {
    // Mode, object name, stage, then a tab and the path; 160000 is a commit of another repository.
    const [, commit, path] = /^160000 ([0-9a-f]+) \d\t(.+)$/s.exec(entry) ?? [];
    return commit === undefined || path === undefined ? [] : [{ commit, path }];
  });
}
