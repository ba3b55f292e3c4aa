import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';

import { bundle } from '../bundle/bundle.ts';
import { BundleError } from '../bundle/bundle-error.ts';
import { scratchFolder } from '../engine/scratch-folder.ts';
import { type HarnessError, reportFailure } from '../errors.ts';
import { foldersUp } from '../folders-up.ts';
import { projectOf, pathFromHere } from '../project.ts';
import { accepted, badConfig } from './accepted.ts';
import { type Config, configFormat } from './config.ts';

/** A configuration and the folder that its paths are relative to. */
export interface LoadedConfig {
  readonly config: Config;
  /** Null where there is no file. */
  readonly path: string | null;
  readonly folder: string;
}

const NAMES = ['ts', 'mts', 'js', 'mjs'].map((ending) => `concurrency-bench.config.${ending}`);

/**
 * The nearest configuration, upwards from the working folder; an empty one without a file. It is a
 * program: none is looked for where other users may write. Throws HarnessError.
 */
export async function loadConfig(cwd: string): Promise<LoadedConfig> {
  const path = nearestConfig(cwd, highestFolder(cwd));
  if (path === null) return { config: {}, path, folder: cwd };
  return { config: await readConfig(path), path, folder: dirname(path) };
}

/** Throws HarnessError. */
export async function readConfig(path: string): Promise<Config> {
  return checkedConfig(await defaultExport(path), path);
}

/** What the file at `path` exports, as a configuration. Throws HarnessError. */
export function checkedConfig(given: unknown, path: string): Config {
  return accepted(configFormat, given, pathFromHere(path));
}

/** Upwards from a folder to the highest; null without one. */
export function nearestConfig(cwd: string, highest: string): string | null {
  const inside = (folder: string) => `${folder}${sep}`.startsWith(`${resolve(highest)}${sep}`);
  const paths = foldersUp(cwd)
    .filter(inside)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return paths.find(existsSync) ?? null;
}

/** The repository's, else the home folder's, else the project's. */
function highestFolder(cwd: string): string {
  const repository = foldersUp(cwd).find((folder) => existsSync(join(folder, '.git')));
  const isAtHome = !relative(homedir(), cwd).startsWith('..');
  return repository ?? (isAtHome ? homedir() : projectOf(cwd).root);
}

/** Built as workloads are, so that it may import this package without having it installed. */
async function defaultExport(path: string): Promise<unknown> {
  using scratch = scratchFolder();
  try {
    const { url } = await bundle(path, scratch.path);
    return await withoutEnding(path, async () => {
      return ((await import(url)) as { default?: unknown }).default;
    });
  } catch (error) {
    if (error instanceof BundleError) throw bad(path, error.message, error);
    throw bad(path, `cannot be loaded: ${String(error).split('\n')[0] ?? ''}`, error);
  }
}

/** Above all statuses of commands: signals. */
const FIRST_SIGNAL_STATUS = 129;

/**
 * A configuration is a program. One that ends the process, or awaits what never comes, must not leave a
 * status that looks like a run's.
 */
async function withoutEnding<T>(path: string, load: () => Promise<T>): Promise<T> {
  const refuse = (status: number): void => {
    if (status >= FIRST_SIGNAL_STATUS) return;
    const problem = 'it ends the process that loads it, or awaits what never comes';
    process.exitCode = reportFailure(bad(path, problem, null), process.stderr);
  };
  process.on('exit', refuse);
  try {
    return await load();
  } finally {
    process.off('exit', refuse);
  }
}

function bad(path: string, reason: string, cause: unknown): HarnessError {
  return badConfig(pathFromHere(path), reason, cause);
}
