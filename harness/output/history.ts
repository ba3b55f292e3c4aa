import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

import type { RunFile } from '../../results/format.ts';
import { makeFolder, removeIfEmpty } from './files.ts';
import { readOwnFiles, removeOwnFiles, runIn, writeOwnFiles } from './own-files.ts';

/** A run with its report, in a folder of its own. */
export interface KeptRun {
  readonly folder: string;
  /** Of its run file. */
  readonly path: string;
  readonly run: RunFile;
}

/** Runs that are kept in a folder, beside the one that lies there. */
const KEPT = 10;

/** Runs that others took the place of, the newest first. `file` is what their run file is called. */
export function keptRuns(folder: string, file: string): readonly KeptRun[] {
  const history = join(folder, 'history');
  if (!existsSync(history)) return [];
  return readdirSync(history, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(history, name))
    .filter((kept) => readOwnFiles(kept).has(file))
    .flatMap((kept) => {
      const path = join(kept, file);
      const run = runIn(path);
      // A folder of another name is a copy that somebody made.
      const isOurs = run !== null && basename(kept) === basename(placeInHistory(run));
      return isOurs ? [{ folder: kept, path, run }] : [];
    })
    .toSorted((a, b) => Date.parse(b.run.startedAt) - Date.parse(a.run.startedAt));
}

/** Where a run is kept, below the folder that it lies in; a colon is no part of a name on Windows. */
export function placeInHistory({ startedAt }: RunFile): string {
  return join('history', startedAt.replaceAll(/[:.]/g, '-'));
}

/** Moves these files, which are ours, to their place in the history, which has none of others. */
export async function keepRun(folder: string, place: string, names: readonly string[]) {
  const kept = join(folder, place);
  makeFolder(resolve(kept));
  await writeOwnFiles(kept, new Set([...readOwnFiles(kept), ...names]));
  for (const name of names) {
    makeFolder(resolve(kept, dirname(name)));
    renameSync(join(folder, name), join(kept, name));
  }
}

/** Removes our files of the oldest runs; the newest good one stays whatever its age. */
export function forgetOldRuns(folder: string, file: string): void {
  const runs = keptRuns(folder, file);
  const good = runs.findIndex(({ run }) => isGood(run));
  const last = good >= KEPT ? KEPT - 1 : KEPT;
  for (const [index, kept] of runs.entries()) {
    if (index >= last && index !== good) forget(kept.folder);
  }
}

/** Whole, no first look, and every trial of it did its work. */
function isGood({ status, schedule, trials }: RunFile): boolean {
  return (
    status === 'complete' &&
    schedule.scale === 'full' &&
    trials.every((trial) => trial.status === 'completed')
  );
}

function forget(folder: string): void {
  const names = [...readOwnFiles(folder)];
  for (const name of names) rmSync(join(folder, name));
  removeOwnFiles(folder);
  for (const below of new Set(names.map(dirname))) removeIfEmpty(join(folder, below));
  removeIfEmpty(folder);
}
