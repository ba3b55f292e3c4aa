import { dirname, resolve } from 'node:path';

/** A folder and all above it, nearest first; with `top` no further than that. Absolute paths. */
export function foldersUp(folder: string, top?: string): readonly string[] {
  const folders = [resolve(folder)];
  for (let each = folders[0] ?? ''; each !== top && each !== dirname(each);) {
    each = dirname(each);
    folders.push(each);
  }
  return folders;
}
