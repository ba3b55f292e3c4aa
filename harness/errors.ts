import { inspect } from 'node:util';

import { printable } from './text/printable.ts';

/** Exit statuses of every command; docs/errors.md explains them. */
export const EXIT = {
  ok: 0,
  /** compare: a model failed or did other work. */
  invalid: 1,
  /** check: worse than before. */
  regressed: 1,
  /** compare, check: a figure is above its limit. */
  overBudget: 1,
  usage: 2,
  /** check: the two sides could not be compared. */
  broken: 2,
  /** check: neither a regression nor its absence is shown; a budget is not decided. */
  inconclusive: 3,
  /** EX_SOFTWARE of BSD's sysexits.h; Node's own 1 would read as a verdict. */
  bug: 70,
  interrupted: 130,
} as const;

/** What a user can fix; docs/errors.md says how, and a test keeps both in step. */
export type ErrorCode =
  | 'stale-build'
  | 'unknown-command'
  | 'unknown-flag'
  | 'npm-flag'
  | 'bad-value'
  | 'flag-conflict'
  | 'unknown-model'
  | 'unknown-workload'
  | 'unknown-claim'
  | 'bad-model'
  | 'bad-workload'
  | 'program-workload'
  | 'nothing-to-run'
  | 'bad-config'
  | 'file-access'
  | 'no-run-file'
  | 'not-a-run-file'
  | 'file-exists'
  | 'output-not-writable'
  | 'output-not-ours'
  | 'open-files'
  | 'limits'
  | 'output-in-use'
  | 'nothing-to-resume'
  | 'resume-changed'
  | 'temporary-folder'
  | 'mock-server'
  | 'reference-run'
  | 'not-repeatable'
  | 'item-too-slow'
  | 'left-open'
  | 'private-executable'
  | 'unknown-runtime'
  | 'runtime-install'
  | 'no-git'
  | 'unknown-ref'
  | 'ref-build'
  | 'nothing-to-check'
  | 'baseline-refused'
  | 'baseline-missing'
  | 'baseline-unreadable'
  | 'baseline-damaged'
  | 'baseline-edited'
  | 'baseline-version'
  | 'baseline-settings'
  | 'baseline-data'
  | 'baseline-work'
  | 'baseline-stale'
  | 'baseline-commit';

/** One clear line for the user; anything thrown that is not one of these is a bug. */
export class HarnessError extends Error {
  override readonly name = 'HarnessError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** What only the owner of files, disks and limits can change. Others, such as ENOENT, may be a bug of ours. */
const ACCESS_CODES: readonly unknown[] = [
  ...['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE', 'EIO', 'ESTALE'],
  ...['ENAMETOOLONG', 'ELOOP', 'ENOTDIR', 'EISDIR'],
];

/** Of the system, in characters: a name that is too long is in it. */
const LONGEST_MESSAGE = 500;

/** Says what ended the program, and returns its exit status. */
export function reportFailure(thrown: unknown, stderr: NodeJS.WritableStream): number {
  const error = isAccessError(thrown)
    ? new HarnessError('file-access', accessMessage(thrown), { cause: thrown })
    : thrown;
  if (error instanceof HarnessError) {
    // A stack may follow the line that says what is wrong.
    const [line = '', ...more] = printable(error.message).split('\n');
    stderr.write([`concurrency-bench: ${line} [${error.code}]`, ...more, ''].join('\n'));
    return EXIT.usage;
  }
  stderr.write(`concurrency-bench: this is a bug of the suite\n${printable(inspect(error))}\n`);
  return EXIT.bug;
}

/** Of a file that is read or written wherever, stdout too; places that know more say more. */
function isAccessError(error: unknown): error is Error {
  if (isFolderGone(error)) return true;
  return (
    error instanceof Error &&
    ('path' in error || ('syscall' in error && error.syscall === 'write')) &&
    'code' in error &&
    ACCESS_CODES.includes(error.code)
  );
}

function accessMessage(error: Error): string {
  if (isFolderGone(error)) return 'the working folder was deleted: change to another one with cd';
  return error.message.slice(0, LONGEST_MESSAGE);
}

/** Libraries ask for the working folder when they are loaded, and all paths begin there. */
function isFolderGone(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd';
}
