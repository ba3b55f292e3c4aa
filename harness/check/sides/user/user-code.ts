import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

import { BUILT_ENDING } from '../../../bundle/built-file.ts';
import type { SideCode } from '../same-code.ts';
import type { Versions } from './linked-packages.ts';
import { listedFiles } from './repository.ts';
import type { SidesFolder } from './sides-folder.ts';

/** In the name of a built file: it is of the path of the source, which each side has its own of. */
const PATH_HASH = new RegExp(`-[0-9a-f]{8}(?=${BUILT_ENDING.replaceAll('.', '\\.')})`, 'g');

/** Gives bundled CommonJS its `require`; the first line of every built file. */
const BANNER = /^const require = .*\n/;

/** As esbuild writes a `require` of what is not known before it runs. */
const UNKNOWN_REQUIRE = /\b__require\d*(?! =|\(")/;

/**
 * What the built versions of a user's files do. `places` are the folders of these files below the top
 * folders: what lies there and below may be read. The working folder is the same on both sides, so
 * only code that names its own place can read files of its side elsewhere; then all files count.
 */
export async function userCode(
  versions: Versions,
  places: readonly string[],
  folder: SidesFolder,
): Promise<Readonly<Record<'base' | 'head', SideCode>>> {
  const { base, head } = versions;
  const built = {
    base: builtFiles(folder.builtDir('base')),
    head: builtFiles(folder.builtDir('head')),
  };
  const read = [...built.base.values()].some((path) => namesItsPlace(path, base)) ? [''] : places;
  return {
    base: {
      code: built.base,
      read: await filesIn(base, read),
      // Packages of the working tree are linked into the base.
      plain: (text) => without(head, without(base, text)).replaceAll(PATH_HASH, ''),
    },
    head: {
      code: built.head,
      read: await filesIn(head, read),
      plain: (text) => without(head, text).replaceAll(PATH_HASH, ''),
    },
  };
}

/** By their names on every side; sources of one name in two folders keep what differs. */
function builtFiles(dir: string): ReadonlyMap<string, string> {
  const names = readdirSync(dir).filter((name) => name.endsWith(BUILT_ENDING));
  const plain = (name: string) => name.replaceAll(PATH_HASH, '');
  const isOnly = (name: string) => names.filter((one) => plain(one) === plain(name)).length === 1;
  return new Map(names.map((name) => [isOnly(name) ? plain(name) : name, join(dir, name)]));
}

function namesItsPlace(path: string, folder: string): boolean {
  const text = readFileSync(path, 'utf8').replace(BANNER, '');
  return without(folder, text) !== text || UNKNOWN_REQUIRE.test(text);
}

/** Text in which the folder is no longer named, neither by its URL nor in a string of JavaScript. */
function without(folder: string, text: string): string {
  return text
    .replaceAll(pathToFileURL(folder).href, 'file:///side')
    .replaceAll(JSON.stringify(folder).slice(1, -1), '/side');
}

/** Those of git in these folders below the top, and in submodules there. */
async function filesIn(
  top: string,
  places: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const paths = await Promise.all(places.map((place) => presentFiles(join(top, place))));
  return new Map(paths.flat().map((path) => [relative(top, path), path]));
}

async function presentFiles(folder: string): Promise<readonly string[]> {
  const listed = await listedFiles(folder);
  const present = listed.filter((path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined);
  const isFolder = (path: string) => lstatSync(path).isDirectory();
  const submodules = present.filter((path) => isFolder(path) && existsSync(join(path, '.git')));
  return [
    ...present.filter((path) => !isFolder(path)),
    ...(await Promise.all(submodules.map(presentFiles))).flat(),
  ];
}
