import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';

import { HarnessError } from './errors.ts';
import { foldersUp } from './folders-up.ts';

/** Commands that write results into a folder of their own by default. */
type WritingCommand = 'baseline' | 'check' | 'claims' | 'compare' | 'verify';

/** Where the files of this program lie in the project that it runs in. All paths are absolute. */
export interface Project {
  /** Nearest folder upwards with a package.json; without one the working folder. */
  readonly root: string;
  /** The project is this suite itself. */
  readonly isSuite: boolean;
  /** Generated data, built workloads and the trials' Node. */
  readonly cacheDir: string;
  /** Where results go when no folder is named. */
  outDir(command: WritingCommand): string;
  /** Stored runs; to be committed. */
  readonly baselineDir: string;
}

/** In a user's project everything but the baselines lies here. */
const OWN_FOLDER = '.concurrency-bench';
const PACKAGE_NAME = 'concurrency-bench';

/** Nothing is made on disk: `makeOwnFolder` does that. */
export function projectOf(cwd: string): Project {
  const isPackage = (folder: string) => existsSync(join(folder, 'package.json'));
  const root = foldersUp(cwd).find(isPackage) ?? resolve(cwd);
  const isSuite = nameOfPackage(root) === PACKAGE_NAME;
  const results = isSuite ? join(root, 'results') : join(root, OWN_FOLDER);
  return {
    root,
    isSuite,
    cacheDir: isSuite ? join(root, '.cache') : join(root, OWN_FOLDER, 'cache'),
    outDir: (command) => join(results, command === 'check' ? 'check' : 'latest'),
    baselineDir: isSuite ? join(results, 'baseline') : join(root, 'concurrency-bench-baseline'),
  };
}

/**
 * Makes the folder that git shall ignore in a user's project, before anything is written into it.
 * Throws HarnessError.
 */
export function makeOwnFolder({ root, isSuite }: Project): void {
  if (isSuite) return;
  const folder = join(root, OWN_FOLDER);
  try {
    mkdirSync(folder, { recursive: true });
    const ignore = join(folder, '.gitignore');
    if (!existsSync(ignore)) writeFileSync(ignore, '*\n');
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new HarnessError('output-not-writable', `${folder} cannot be written: ${reason}`, {
      cause,
    });
  }
}

/** The default folder of a command as help texts and messages show it. */
export function shownOutDir(command: WritingCommand): string {
  return pathFromHere(projectOf(process.cwd()).outDir(command));
}

/** A path as seen from the working folder. */
export function pathFromHere(path: string): string {
  return relative(process.cwd(), path);
}

/** Where a page of docs/ lies: a user has it with the package. */
export function shownDoc(name: string): string {
  const inSuite = projectOf(process.cwd()).isSuite;
  return inSuite ? `docs/${name}` : pathFromHere(packageFile(`docs/${name}`));
}

/** Where a file lies that comes with the package, such as those of docs/ and examples/. */
export function packageFile(path: string): string {
  return join(dirname(findPackageJSON(import.meta.url) ?? ''), path);
}

/** How a user starts a command of this program: `npm run check -- --quick` in the suite itself. */
export function invocation(command: string, ...args: readonly string[]): string {
  const words = projectOf(process.cwd()).isSuite
    ? ['npm run', command, ...(args.length === 0 ? [] : ['--'])]
    : ['npx', PACKAGE_NAME, command];
  return [...words, ...args].join(' ');
}

/** Null without a package.json, or with one that cannot be read. */
function nameOfPackage(folder: string): unknown {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return (manifest as { name?: unknown } | null)?.name;
  } catch {
    return null;
  }
}
