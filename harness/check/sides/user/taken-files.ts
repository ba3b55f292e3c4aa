import { constants, copyFileSync, existsSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

import type { Finding } from '../../../analysis/finding.ts';
import { makeFolder } from '../../../output/files.ts';
import type { UserModule } from '../subject.ts';
import type { Versions } from './linked-packages.ts';
import { listedFiles } from './repository.ts';

/**
 * Where the base lacks a user's file, it is taken from the working tree, with those of its sources
 * and of the files beside it that the base lacks. What git ignores stays: it may be built from the
 * head. What the base has is never replaced. Places are below the repository's top folder; returns
 * those of what was taken.
 */
export async function takeMissing(
  places: readonly string[],
  versions: Versions,
  sourcesOf: (path: string) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const { base, head } = versions;
  const missing = places.filter((place) => !existsSync(join(base, place)));
  if (missing.length === 0) return [];
  const paths = missing.map((place) => join(head, place));
  const sources = (await Promise.all(paths.map(sourcesOf))).flat();
  const folders = paths.map((path) => dirname(path));
  const wanted = (await listedFiles(head)).filter(
    (path) => sources.includes(path) || folders.some((folder) => isBeside(path, folder)),
  );
  const all = new Set([...missing, ...wanted.map((path) => relative(head, path))]);
  return [...all].filter((place) => take(place, versions));
}

/** Says that base and head share files. */
export function takenFindings(taken: readonly string[], ref: string): readonly Finding[] {
  const [first, ...others] = taken;
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : `, with ${others.length} more that it lacks`;
  return [
    {
      code: 'taken-from-head',
      severity: 'note',
      scenario: null,
      seen: `${ref} has no ${first}, so both sides run the file of the working tree${more}`,
      advice: `The files that ${ref} has are its own: what the workload imports of them is compared.`,
    },
  ];
}

/** Says which files have one version only. */
export function outsideFindings(modules: readonly UserModule[]): readonly Finding[] {
  return modules.map(({ shown }) => ({
    code: 'taken-from-head',
    severity: 'note',
    scenario: null,
    seen: `${shown} lies outside the repository that is checked, so both sides run it as it is`,
    advice: 'Check it in its own repository.',
  }));
}

/** Data that the file reads, for one. A folder with a manifest is a package, and more than that. */
function isBeside(path: string, folder: string): boolean {
  return path.startsWith(`${folder}${sep}`) && !existsSync(join(folder, 'package.json'));
}

function take(place: string, { base, head }: Versions): boolean {
  const [from, to] = [join(head, place), join(base, place)];
  // A file that git tracks may be deleted here, and a submodule is a folder.
  const isFile = statSync(from, { throwIfNoEntry: false })?.isFile() === true;
  if (!isFile || existsSync(to)) return false;
  makeFolder(dirname(to));
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
  return true;
}
