import { isAbsolute, relative, sep } from 'node:path';
import { execa } from 'execa';

export interface GitAnswer {
  readonly stdout: string;
  /** Null when git did what it was asked to do. */
  readonly problem: string | null;
}

/**
 * Variables that name a repository and override the folder that git runs in; git sets them for its
 * hooks. The list is `local_repo_env` of git's environment.c, which `git rev-parse --local-env-vars`
 * prints, without configuration given by `git -c`: git hands that on to other repositories as well.
 */
const REPOSITORY_VARIABLES = [
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_CONFIG',
  'GIT_DIR',
  'GIT_GRAFT_FILE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_INTERNAL_SUPER_PREFIX',
  'GIT_NO_REPLACE_OBJECTS',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_REPLACE_REF_BASE',
  'GIT_SHALLOW_FILE',
  'GIT_WORK_TREE',
];

/** Removes them from the environment of a child process, so that its folder decides. */
export const NO_REPOSITORY: Readonly<Record<string, undefined>> = Object.fromEntries(
  REPOSITORY_VARIABLES.map((name) => [name, undefined]),
);

/**
 * Asks git in a folder. Hooks are the user's, for the user's own checkouts, and so is the index, which
 * `git status` would write anew.
 */
export async function askGit(folder: string, ...args: readonly string[]): Promise<GitAnswer> {
  const command = ['-c', 'core.hooksPath=/dev/null', ...args];
  const env = { ...NO_REPOSITORY, GIT_OPTIONAL_LOCKS: '0' };
  const answer = await execa('git', command, { cwd: folder, reject: false, env });
  if (!answer.failed) return { stdout: answer.stdout, problem: null };
  const reason = reasonIn(answer.stderr);
  return {
    stdout: '',
    problem: reason === '' ? (answer.originalMessage ?? answer.shortMessage ?? '') : reason,
  };
}

/** The commit that a folder has checked out; both are unknown outside of git, or without it. */
export interface CheckedOut {
  readonly gitCommit: string | null;
  /** Whether anything differs from the commit, but for what lies in the folder `besides`. */
  readonly gitDirty: boolean | null;
}

export async function checkedOut(folder: string, besides: string): Promise<CheckedOut> {
  const head = await askGit(folder, 'rev-parse', 'HEAD');
  const { stdout: top } = await askGit(folder, 'rev-parse', '--show-toplevel');
  const place = relative(top, besides).split(sep).join('/');
  const excluded =
    isAbsolute(place) || place.startsWith('../') ? [] : [`:(top,exclude,literal)${place}`];
  const status = await askGit(folder, 'status', '--porcelain', '--', ':/', ...excluded);
  return {
    gitCommit: head.problem === null ? head.stdout : null,
    gitDirty: status.problem === null ? status.stdout !== '' : null,
  };
}

/** What git says from its first complaint on, as one line: some complaints end in what to do. */
function reasonIn(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim());
  const first = lines.findIndex((line) => /^(fatal|error): /.test(line));
  return lines
    .slice(Math.max(first, 0))
    .filter((line) => line !== '')
    .join(' ');
}
