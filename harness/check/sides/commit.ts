import type { Finding } from '../../analysis/finding.ts';
import { HarnessError } from '../../errors.ts';
import { askGit } from '../../git.ts';

/** The version that a check compares with. */
export interface Against {
  /** A commit, branch or tag, as git takes it. */
  readonly ref: string;
  /** What people call it. */
  readonly name: string;
  /** Whether it is that commit itself, and not the one at which HEAD branched off from it. */
  readonly exact: boolean;
}

/** The commit that is built and measured. */
export interface BaseCommit {
  readonly commit: string;
  /** What people call it. */
  readonly name: string;
  /** What the reader must know of the choice. */
  readonly findings: readonly Finding[];
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

/**
 * The merge base of a ref and HEAD in the repository of a folder: what others have changed on the branch
 * since is neither a gain nor a loss of this one. Throws HarnessError.
 */
export async function baseCommit(
  { ref, name, exact }: Against,
  folder: string,
): Promise<BaseCommit> {
  const tip = await resolveCommit(ref, folder);
  const named = { commit: tip, name, findings: [] };
  // Before its first commit a repository has no HEAD.
  if (exact || (await commitOf('HEAD', folder)) === null) return named;
  const { stdout } = await askGit(folder, 'merge-base', tip, 'HEAD');
  if (stdout === '') throw await unrelated(ref, folder);
  if (stdout === tip) return named;
  const ahead = Number(await git(folder, 'rev-list', '--count', `${stdout}..${tip}`));
  const commits = ahead === 1 ? '1 commit' : `${ahead} commits`;
  const finding: Finding = {
    code: 'merge-base',
    severity: 'note',
    scenario: null,
    seen: `${name} has ${commits} that HEAD lacks, so the base is ${stdout.slice(0, 12)}, the last commit that both have`,
    advice: `Add --exact-ref to compare with ${name} itself.`,
  };
  return { commit: stdout, name: `the merge base with ${name}`, findings: [finding] };
}

/** Null where git knows no such commit. */
export async function commitOf(ref: string, folder: string): Promise<string | null> {
  const name = `${ref}^{commit}`;
  const { stdout } = await askGit(folder, 'rev-parse', '--verify', '--end-of-options', name);
  return stdout === '' ? null : (stdout.split('\n').at(-1) ?? null);
}

async function unrelated(ref: string, folder: string): Promise<HarnessError> {
  const isShallow = (await git(folder, 'rev-parse', '--is-shallow-repository')) === 'true';
  const why = isShallow
    ? 'in this shallow clone; get the whole history with git fetch --unshallow, in GitHub Actions with fetch-depth: 0 of actions/checkout, or'
    : 'in their history;';
  const message = `--against ${ref}: it has no commit in common with HEAD ${why} compare with the ref itself: --exact-ref`;
  return new HarnessError('unknown-ref', message);
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
