import type { Measured } from '../../results/journal.ts';
import { type Activity, type Progress, SILENT, type Watch } from '../engine/progress.ts';

/** How a program follows a run, and ends it. */
export interface Watching {
  /** Ends the run: what was measured until then lies in its folder, marked incomplete. */
  readonly signal?: AbortSignal | undefined;
  /** Called between measurements. What it takes is not measured, but the next one waits for it. */
  readonly onProgress?: ((event: ProgressEvent) => void) | undefined;
}

export type ProgressEvent =
  /** Something that a user should read. */
  | { readonly kind: 'note'; readonly text: string }
  /** What goes on from now on; `phase` stays the same while only the text changes. */
  | ({ readonly kind: 'doing' } & Activity)
  /** Measuring begins. */
  | { readonly kind: 'begin' }
  /** `done` are measured, and `left` more are planned as far as is known now. */
  | (Measured & { readonly done: number; readonly left: number });

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
    doing({ phase, text }) {
      tell({ kind: 'doing', phase, text });
    },
    begin() {
      tell({ kind: 'begin' });
    },
    measured(what, done, left) {
      tell({ ...what, done, left: left.length });
    },
    end: () => undefined,
  };
}
