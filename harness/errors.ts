/** Exit statuses of every command. */
export const EXIT = { ok: 0, invalid: 1, usage: 2, interrupted: 130 } as const;

/** What a user can mend; docs/errors.md says how, and a test keeps both in step. */
export type ErrorCode =
  | 'unknown-command'
  | 'unknown-flag'
  | 'bad-value'
  | 'flag-conflict'
  | 'unknown-model'
  | 'unknown-workload'
  | 'no-run-file'
  | 'not-a-run-file'
  | 'output-not-writable'
  | 'mock-server'
  | 'reference-run'
  | 'private-executable';

/** One clear line for the user; anything thrown that is not one of these is a bug. */
export class HarnessError extends Error {
  override readonly name = 'HarnessError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
