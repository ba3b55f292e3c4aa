import type { Measured } from '../../results/journal.ts';
import { StreamProgress } from './stream-progress.ts';

/** What goes on. */
export interface Activity {
  /** Stays the same while only the text changes, as with every item of a reference run. */
  readonly phase: string;
  readonly text: string;
}

/** What a run tells about itself while it runs. */
export interface Progress {
  note(text: string): void;
  /** This goes on until the next call, or the end. */
  doing(activity: Activity): void;
  /**
   * Measuring begins now; what came before says nothing about the time left. `ranked` are the ids whose
   * median times may be shown side by side.
   */
  begin(ranked: readonly string[]): void;
  /** `left` are the kinds (`kindOf`) of what is still to come, one each, by now's plan. */
  measured(what: Measured, done: number, left: readonly string[]): void;
  end(): void;
}

/** How a run speaks to the outside, and hears that it shall end. */
export interface Watch {
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Nothing is said. */
export const SILENT: Progress = {
  note: () => undefined,
  doing: () => undefined,
  begin: () => undefined,
  measured: () => undefined,
  end: () => undefined,
};

/** How a command's run speaks to its user. */
export function watchOf(
  { stderr, signal }: { readonly stderr: NodeJS.WriteStream; readonly signal: AbortSignal },
  { quiet }: { readonly quiet: boolean },
): Watch {
  const progress = quiet ? SILENT : new StreamProgress(stderr, () => performance.now());
  return { progress, signal };
}
