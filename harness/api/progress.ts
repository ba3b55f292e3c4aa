import type { TrialRecord } from '../../results/format.ts';
import { type Progress, SILENT, type Watch } from '../engine/progress.ts';

/** How a program follows a run, and ends it. */
export interface Watching {
  /** Ends the run: what was measured until then lies in its folder, marked incomplete. */
  readonly signal?: AbortSignal | undefined;
  /** Called between trials. What it takes is not measured, but the next trial waits for it. */
  readonly onProgress?: ((event: ProgressEvent) => void) | undefined;
}

export type ProgressEvent =
  /** Something that a user should read. */
  | { readonly kind: 'note'; readonly text: string }
  /** Trials begin. */
  | { readonly kind: 'begin' }
  /** `done` trials are over, and `left` more are planned as far as is known now. */
  | {
      readonly kind: 'trial';
      readonly trial: TrialRecord;
      readonly done: number;
      readonly left: number;
    };

export function watchFor({ signal, onProgress }: Watching): Watch {
  return {
    signal: signal ?? new AbortController().signal,
    progress: onProgress === undefined ? SILENT : eventProgress(onProgress),
  };
}

function eventProgress(tell: (event: ProgressEvent) => void): Progress {
  return {
    note(text) {
      tell({ kind: 'note', text });
    },
    begin() {
      tell({ kind: 'begin' });
    },
    trialDone(trial, done, scenarios) {
      tell({ kind: 'trial', trial, done, left: scenarios.length });
    },
    end: () => undefined,
  };
}
