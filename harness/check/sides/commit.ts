import { HarnessError } from '../../errors.ts';
import { askGit } from '../../git.ts';

/** The version that a check compares with. */
export interface Against {
  /** A commit, branch or tag, as git takes it. */
  readonly ref: string;
  /** What people call it. */
  readonly name: string;
}

/** What git prints, asked in a folder. Throws HarnessError. */
export async function git(folder: string, ...args: readonly string[]): Promise<string> {
  const { stdout, problem } = await askGit(folder, ...args);
  if (problem === null) return stdout;
  throw new HarnessError('no-git', `--against needs git: ${problem}`);
}

/**
 * The commit that a ref names in the repository of a folder. Throws HarnessError when there is none,
 * or no git to ask.
 */
export async function resolveCommit(ref: string, folder: string): Promise<string> {
  await git(folder, 'rev-parse', '--git-dir');
  const commit = await commitOf(ref, folder);
  if (commit !== null) return commit;
  throw new HarnessError('unknown-ref', `--against ${ref}: ${await adviceOn(ref, folder)}`);
}

/** Null where git knows no such commit. */
export async function commitOf(ref: string, folder: string): Promise<string | null> {
  const name = `${ref}^{commit}`;
  const { stdout } = await askGit(folder, 'rev-parse', '--verify', '--end-of-options', name);
  return stdout === '' ? null : (stdout.split('\n').at(-1) ?? null);
}

async function adviceOn(ref: string, folder: string): Promise<string> {
  const remote = `origin/${ref}`;
  if ((await commitOf(remote, folder)) !== null) {
    return `git knows no such commit here, but ${remote}: name that`;
  }
  if ((await git(folder, 'rev-parse', '--is-shallow-repository')) === 'true') {
    return 'git knows no such commit in this shallow clone; get the whole history with git fetch --unshallow, in GitHub Actions with fetch-depth: 0 of actions/checkout';
  }
  return 'git knows no such commit; fetch it first, or name one of git log --oneline';
}
