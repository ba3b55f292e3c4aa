import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';

import { git } from '../commit.ts';

/**
 * Top folder of the git repository that a file lies in; of a file in a submodule, that of the
 * submodule. Throws HarnessError where there is none, or no git to ask.
 */
export async function repositoryOf(file: string): Promise<string> {
  // That there is no such file is said by what reads it.
  const folder = existsSync(dirname(file)) ? dirname(file) : '.';
  return git(folder, 'rev-parse', '--show-toplevel');
}

/**
 * Path of a file or folder below a repository's top folder, which is a real path; null where it lies
 * outside. A link is taken for itself: the other side has it too, and its own target.
 */
export function placeIn(root: string, path: string): string | null {
  const place = relative(root, join(realpathSync(dirname(path)), basename(path)));
  return place === '..' || place.startsWith(`..${sep}`) ? null : place;
}

/** Paths of the files that git tracks or could track; repositories within are not entered. */
export async function listedFiles(root: string): Promise<readonly string[]> {
  const names = await git(root, 'ls-files', '--cached', '--others', '--exclude-standard', '-z');
  // The name of a repository within this one ends with a slash.
  const files = names.split('\0').filter((name) => name !== '' && !name.endsWith('/'));
  return [...new Set(files)].map((name) => join(root, name));
}
