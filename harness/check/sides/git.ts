import { execa } from 'execa';

import { HarnessError } from '../../errors.ts';

/** The commit that a ref names. Throws HarnessError when there is none, or no git to ask. */
export async function resolveCommit(ref: string): Promise<string> {
  await git('rev-parse', '--git-dir');
  const name = `${ref}^{commit}`;
  const { failed, stdout } = await gitAnswer('rev-parse', '--verify', '--end-of-options', name);
  if (failed || stdout === '') {
    throw new HarnessError(
      'unknown-ref',
      `--against ${ref}: git knows no such commit; fetch it first, or name one of git log --oneline`,
    );
  }
  return stdout.split('\n').at(-1) ?? '';
}

/** What git prints, asked in the project's folder. Throws HarnessError. */
export async function git(...args: readonly string[]): Promise<string> {
  const { failed, stdout, shortMessage, stderr } = await gitAnswer(...args);
  if (!failed) return stdout;
  const reason = stderr.trim().split('\n').at(-1) ?? '';
  throw new HarnessError('no-git', `--against needs git: ${reason === '' ? shortMessage : reason}`);
}

/** Hooks are the user's, for the user's own checkouts. */
async function gitAnswer(...args: readonly string[]) {
  const answer = await execa('git', ['-c', 'core.hooksPath=/dev/null', ...args], { reject: false });
  return {
    failed: answer.failed,
    stdout: answer.stdout,
    stderr: answer.stderr,
    shortMessage: answer.failed ? answer.shortMessage : '',
  };
}
