import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

import { FlagError, quoted } from '../../mock-server/flags.ts';
import { foldersUp } from '../folders-up.ts';
import { installCommand, type Lockfile, nearestLockfile } from '../lockfile.ts';
import type { NewFile } from './new-files.ts';

/** What the templates in workflows/ leave open. A line whose value is null is left out. */
export interface WorkflowValues {
  /** Of the check's workflow, by which the comment's workflow knows it. */
  readonly name: string;
  readonly commentName: string;
  readonly commentFile: string;
  /** What a change is measured in. */
  readonly subject: string;
  readonly artifact: string;
  readonly nodeVersion: string | null;
  readonly nodeVersionFile: string | null;
  /** Package manager whose downloads are kept between runs, and its lockfile. */
  readonly cache: string | null;
  readonly cachePath: string | null;
  /** Installs the package manager. */
  readonly setUp: string | null;
  readonly install: string;
  readonly installFolder: string | null;
  /** Where the check is run, from the top of the repository on. */
  readonly folder: string | null;
  /** File of the workload from there on. */
  readonly workload: string | null;
  /** Command line of the check, without its flags. */
  readonly check: string;
}

const NAME = 'concurrency-bench';
/** Corepack takes the version of the manager that package.json names, or a recent one. */
const COREPACK = 'npm install --global corepack@0.36.0 && corepack enable';
const NO_CACHE = { cache: null, cachePath: null };
const SET_UP: Readonly<Record<string, string>> = {
  pnpm: COREPACK,
  yarn: COREPACK,
  bun: 'npm install --global bun@1',
};

/** Text of a workflow from its template. */
export function workflowText(template: 'check' | 'comment', values: WorkflowValues): string {
  const url = new URL(`workflows/${template}.yml`, import.meta.url);
  return readFileSync(url, 'utf8')
    .split('\n')
    .flatMap((line) => filled(line, values) ?? [])
    .join('\n');
}

/** The workflows that check a user's workload, for the repository of a folder. Throws FlagError. */
export function workflowFiles(folder: string, workload: string): readonly NewFile[] {
  const top = topOf(folder);
  if (relative(top, join(folder, workload)).startsWith('..')) {
    throw new FlagError(
      'bad-value',
      `FILE must lie in the repository ${top}, not ${quoted(workload)}`,
    );
  }
  const values = valuesFor(top, folder, workload);
  const path = (name: string) => relative(folder, join(top, '.github/workflows', name));
  return [
    { path: path(`${NAME}.yml`), text: workflowText('check', values) },
    { path: path(values.commentFile), text: workflowText('comment', values) },
  ];
}

function valuesFor(top: string, folder: string, workload: string): WorkflowValues {
  const lockfile = nearestLockfile(foldersUp(dirname(join(folder, workload)), top));
  const install = lockfile === null ? ['npm', 'install'] : installCommand(lockfile);
  const nodeVersionFile = ['.nvmrc', '.node-version'].find((name) => existsSync(join(top, name)));
  return {
    name: NAME,
    commentName: `${NAME} comment`,
    commentFile: `${NAME}-comment.yml`,
    subject: 'the workload',
    artifact: NAME,
    nodeVersion:
      nodeVersionFile === undefined ? (process.versions.node.split('.')[0] ?? null) : null,
    nodeVersionFile: nodeVersionFile ?? null,
    ...cacheOf(top, lockfile),
    setUp: SET_UP[install[0]] ?? null,
    install: install.join(' '),
    installFolder: yamlPath(relative(top, lockfile?.folder ?? folder)),
    folder: yamlPath(relative(top, folder)),
    workload: yamlPath(workload),
    check: `npx ${NAME} check "$WORKLOAD"`,
  };
}

/** Only npm is there before Node is set up, which is when its cache is restored. */
function cacheOf(
  top: string,
  lockfile: Lockfile | null,
): Pick<WorkflowValues, 'cache' | 'cachePath'> {
  if (lockfile === null || installCommand(lockfile)[0] !== 'npm') return NO_CACHE;
  return { cache: 'npm', cachePath: yamlPath(relative(top, join(lockfile.folder, lockfile.name))) };
}

/** Null for a line that is left out. */
function filled(line: string, values: WorkflowValues): string | null {
  const names = [...line.matchAll(/<<(\w+)>>/g)].map(([, name]) => name as keyof WorkflowValues);
  if (names.some((name) => values[name] === null)) return null;
  return names.reduce((text, name) => text.replace(`<<${name}>>`, () => values[name] ?? ''), line);
}

/** The folder upwards that git manages; where there is none (yet), the folder itself. */
function topOf(folder: string): string {
  return foldersUp(folder).find((each) => existsSync(join(each, '.git'))) ?? folder;
}

/** Quoted, as a path may have any characters. Null for the top itself. */
function yamlPath(path: string): string | null {
  return path === '' ? null : JSON.stringify(path.split(sep).join('/'));
}
