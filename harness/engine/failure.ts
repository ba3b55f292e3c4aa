import type { FailedTrial } from '../../results/format.ts';
import type { LaunchResult } from '../measure/messages.ts';

/** Why a program has no result. */
export type Failure = Pick<FailedTrial, 'cause' | 'message'>;

/** Null when it was started, ended well and by itself, and left nothing running. */
export function failureOf(launched: LaunchResult): Failure | null {
  const { spawnError, aborted, timedOut, signal, exitCode, leftovers } = launched;
  if (spawnError !== null) return { cause: 'spawn', message: spawnError };
  if (aborted) return { cause: 'aborted', message: 'ended because the run was interrupted' };
  if (timedOut) return { cause: 'timeout', message: 'ended because it took longer than --timeout' };
  if (signal !== null) return { cause: 'signal', message: `killed by ${signal}` };
  if (exitCode !== 0) return { cause: 'exit-code', message: `exit code ${exitCode ?? '?'}` };
  if (leftovers === 0) return null;
  return { cause: 'leftovers', message: `left ${leftovers} processes running` };
}
