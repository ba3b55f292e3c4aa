import type { BuildFailure } from 'esbuild';

/** Why a user's file cannot be built: one line that names the place and, where known, the remedy. */
export class BundleError extends Error {
  override readonly name = 'BundleError';
}

/**
 * Whether the process that esbuild builds in was ended from outside, as by Ctrl-C, which the terminal
 * sends to it as well. esbuild has no code for it.
 */
export function isBuilderGone(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('The service ');
}

/** Whether esbuild complains about the user's files. Anything else thrown is a bug. */
export function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}
