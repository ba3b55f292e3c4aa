import type { FailedTrial, InvalidTrial } from './trial-format.ts';

/** Why a trial has no figures. */
export function failureText(trial: FailedTrial | InvalidTrial): string {
  return trial.status === 'invalid' ? trial.reasons.join('; ') : trial.message;
}
