import type { ModelTraits } from '../contract.ts';
import type { Launcher } from '../measure/launcher.ts';

/** The model that is verified, and what its trials need. */
export interface Subject {
  readonly modelUrl: string;
  readonly kind: ModelTraits['kind'];
  readonly launcher: Launcher;
  /** For files that only these trials need (openSubject). */
  readonly folder: string;
  /** From spawn until a trial that still runs has failed. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** One thing that every model must do. */
export interface Case {
  /** Reads on after the name of a model. */
  readonly does: string;
  /** Its trial is to end with an error, which is then on stderr. */
  readonly breaksDown?: true;
  /** Tries it once. */
  readonly check: (subject: Subject) => Promise<Outcome>;
}

export interface Outcome {
  /** What is missing and what to do, in one line; null when the model does it. */
  readonly problem: string | null;
  /** The end of what its trial wrote to stderr. */
  readonly stderr: string;
}
