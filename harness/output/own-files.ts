import { lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import { replaceFile } from '../../mock-server/replace-file.ts';
import type { RunFile } from '../../results/format.ts';
import { RunFileError } from '../../results/reading.ts';
import { salvageRun } from '../../results/salvage.ts';

/** In each folder that is written to: the names of all files that are this program's. */
const LIST_FILE = '.concurrency-bench.json';

const listFile = z.object({ about: z.string(), files: z.array(z.string()) });

/** What versions without a list wrote. */
const KNOWN_FILES = [
  ...['run.json', 'report.md', 'report.html', 'check.md', 'comment.md'],
  ...['claims.json', 'claims.md', 'claims.html'],
];
const KNOWN_FOLDERS = ['charts', 'claims-charts'];

/**
 * Names of the files in a folder that this program wrote and may replace. Without a list they are
 * the known ones, if the folder holds results of this program.
 */
export function readOwnFiles(folder: string): Set<string> {
  const names = listed(folder) ?? (holdsResults(folder) ? knownFiles(folder) : []);
  return new Set(names.filter((name) => isThere(join(folder, name))));
}

export async function writeOwnFiles(folder: string, names: ReadonlySet<string>): Promise<void> {
  const list: z.infer<typeof listFile> = {
    about: 'files that concurrency-bench wrote and may replace',
    files: [...names],
  };
  await replaceFile(join(folder, LIST_FILE), `${JSON.stringify(list)}\n`);
}

/** The list itself, when the files on it are gone. */
export function removeOwnFiles(folder: string): void {
  rmSync(join(folder, LIST_FILE), { force: true });
}

/** Also true for a link to nothing. */
export function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** The run in a file, as far as it can be read; null for one that is no run worth keeping. */
export function runIn(path: string): RunFile | null {
  try {
    if (lstatSync(path, { throwIfNoEntry: false })?.isFile() !== true) return null;
    return salvageRun(readFileSync(path, 'utf8')).run;
  } catch (error) {
    if (error instanceof RunFileError) return null;
    throw error;
  }
}

/** Null without a list. One that is damaged names nothing, so that nothing is replaced. */
function listed(folder: string): readonly string[] | null {
  const path = join(folder, LIST_FILE);
  if (!isThere(path)) return null;
  try {
    return listFile.parse(JSON.parse(readFileSync(path, 'utf8'))).files;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return [];
    throw error;
  }
}

function knownFiles(folder: string): readonly string[] {
  const pictures = KNOWN_FOLDERS.filter((name) => isThere(join(folder, name))).flatMap((name) =>
    readdirSync(join(folder, name))
      .filter((file) => file.endsWith('.svg'))
      .map((file) => `${name}/${file}`),
  );
  return [...KNOWN_FILES, ...pictures];
}

function holdsResults(folder: string): boolean {
  return ['run.json', 'claims.json'].some((name) => runIn(join(folder, name)) !== null);
}
