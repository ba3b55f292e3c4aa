import { HarnessError } from '../../errors.ts';
import { askGit } from '../../git.ts';

/** The commit that a ref names. Throws HarnessError when there is none, or no git to ask. */
export async function resolveCommit(ref: string): Promise<string> {
  await git('rev-parse', '--git-dir');
  const name = `${ref}^{commit}`;
  const { stdout } = await askGit('rev-parse', '--verify', '--end-of-options', name);
  if (stdout !== '') return stdout.split('\n').at(-1) ?? '';
  throw new HarnessError(
    'unknown-ref',
    `--against ${ref}: git knows no such commit; fetch it first, or name one of git log --oneline`,
  );
}

/** What git prints, asked in the project's folder. Throws HarnessError. */
export async function git(...args: readonly string[]): Promise<string> {
  const { stdout, problem } = await askGit(...args);
  if (problem === null) return stdout;
  throw new HarnessError('no-git', `--against needs git: ${problem}`);
}
