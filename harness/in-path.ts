import { accessSync, constants, existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Paths of the executables of this name in the folders of PATH, the first to be found first. */
export function inPath(name: string): readonly string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((path) => existsSync(path));
  // Also where /bin is a link to /usr/bin, each is tried once.
  const distinct = new Set(folders.map((folder) => realpathSync(folder)));
  return [...distinct].map((folder) => join(folder, name)).filter(isExecutable);
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
